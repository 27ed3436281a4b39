using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Waystation.MembershipCodes;

/// <summary>What a verifier keeps for the time without signal, as it is sent.</summary>
/// <param name="At">When it was sent.</param>
sealed record KeptTrust(string Installation, int ToleranceSeconds, IEnumerable<KeptKey> Keys, IEnumerable<KeptRevocation> Revoked, DateTimeOffset? At)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static KeptTrust Of(CodeTrust trust) => new(
        trust.Installation, (int)CodeTrust.Tolerance.TotalSeconds,
        trust.Keys.Select(k => new KeptKey(k.Id, k.Algorithm.Name, Base64Url.EncodeToString(k.PublicKey))),
        trust.Revoked.Select(r => new KeptRevocation(r.Person, r.UpTo.ToUnixTimeMilliseconds())), At: null);
}

/// <param name="PublicKey">A point of 65 bytes in base64url.</param>
sealed record KeptKey(string Id, string Algorithm, string PublicKey);

/// <param name="UpTo">Milliseconds since 1970.</param>
sealed record KeptRevocation(string Person, long UpTo);
