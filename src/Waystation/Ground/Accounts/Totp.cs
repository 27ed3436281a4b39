using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Waystation.Accounts;

/// <summary>Time-based one-time passwords (RFC 6238): six digits, thirty seconds, HMAC-SHA-1 as every authenticator app does it.</summary>
public static class Totp
{
    const int StepSeconds = 30, SecretBytes = 20;
    const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    public static string CodeAt(byte[] secret, DateTimeOffset at) => CodeOf(secret, StepOf(at));

    /// <summary>The time step whose code this is: this one, or one beside it for a clock that is a little off. None: wrong.</summary>
    public static long? StepOf(byte[] secret, string? code, DateTimeOffset at)
    {
        var typed = (code ?? "").Replace(" ", "");
        if (typed.Length != 6) return null;

        long? found = null;
        for (var step = StepOf(at) - 1; step <= StepOf(at) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(CodeOf(secret, step)), System.Text.Encoding.ASCII.GetBytes(typed))) found = step;
        return found;
    }

    /// <summary>As typed into an authenticator by hand (RFC 4648).</summary>
    public static string Text(byte[] secret)
    {
        var bits = string.Concat(secret.Select(b => Convert.ToString(b, 2).PadLeft(8, '0')));
        return string.Concat(bits.Chunk(5).Select(five => Base32[Convert.ToInt32(new string(five).PadRight(5, '0'), 2)]));
    }

    /// <summary>What an authenticator reads from the QR code.</summary>
    public static string Address(byte[] secret, string name, string service) =>
        $"otpauth://totp/{Uri.EscapeDataString(service)}:{Uri.EscapeDataString(name)}?secret={Text(secret)}&issuer={Uri.EscapeDataString(service)}";

    static long StepOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / StepSeconds;

    static string CodeOf(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, counter, mac); // SHA-1 is what authenticator apps speak; HMAC does not lean on what is broken in it.
        var number = BinaryPrimitives.ReadUInt32BigEndian(mac[(mac[^1] & 15)..]) & 0x7fffffff;
        return (number % 1_000_000).ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
    }
}
