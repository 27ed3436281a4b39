using System.Buffers.Text;
using Waystation.Data;

namespace Waystation.Members;

/// <summary>
/// The code on the slip by which a person sees that their union reported them. It is the member's id and a keyed proof of it:
/// nothing is stored, and nobody can make one up.
/// </summary>
public static class MembershipSlip
{
    const int IdBytes = 16, ProofBytes = 8;

    public static string CodeOf(Guid memberId, Vault vault)
    {
        Span<byte> code = stackalloc byte[IdBytes + ProofBytes];
        memberId.TryWriteBytes(code, bigEndian: true, out _);
        Proof(memberId, vault).CopyTo(code[IdBytes..]);
        return Base64Url.EncodeToString(code);
    }

    /// <summary>The member whose slip this is; null for a code we never made.</summary>
    public static Guid? MemberOf(string code, Vault vault)
    {
        var bytes = new byte[IdBytes + ProofBytes];
        if (code.Length != 32 || !Base64Url.IsValid(code) || !Base64Url.TryDecodeFromChars(code, bytes, out var length) || length != bytes.Length) return null;

        var id = new Guid(bytes.AsSpan(0, IdBytes), bigEndian: true);
        return System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(Proof(id, vault), bytes.AsSpan(IdBytes)) ? id : null;
    }

    static byte[] Proof(Guid id, Vault vault) => vault.Index(BlindIndex.Slip, id.ToString("n")).ToByteArray()[..ProofBytes];
}
