using System.Buffers.Text;
using System.Security.Cryptography;

namespace Waystation.MembershipCodes;

/// <summary>A key that verifies codes. Its algorithm is its own: what a code says about itself never chooses how it is checked.</summary>
public sealed record CodeKey(string Id, CodeAlgorithm Algorithm, byte[] PublicKey)
{
    const int IdBytes = 6;

    /// <summary>The id is drawn from the key, so that no two keys share one.</summary>
    public static string IdOf(byte[] publicKey) => Base64Url.EncodeToString(SHA256.HashData(publicKey).AsSpan(0, IdBytes));
}

/// <summary>A key that signs codes; its private part stands sealed in the database.</summary>
public sealed record SigningKey(string Id, CodeAlgorithm Algorithm, byte[] PrivateKey);
