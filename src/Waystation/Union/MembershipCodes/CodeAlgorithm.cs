using Waystation.Shared;

namespace Waystation.MembershipCodes;

/// <summary>A way to sign codes. Keys are raw: a point of 65 bytes (04 · x · y), a signature of 64 (r · s).</summary>
public abstract class CodeAlgorithm
{
    const string Variable = "WAYSTATION_CODE_ALGORITHM";

    public static readonly CodeAlgorithm Ecdsa = new EcdsaCodes();
    public static readonly CodeAlgorithm Sm2 = new Sm2Codes();

    /// <summary>As every code and key names it.</summary>
    public abstract string Name { get; }

    /// <returns>The point that verifies, and what signs in a form of the algorithm's own.</returns>
    public abstract (byte[] Public, byte[] Private) NewKey();

    public abstract byte[] Sign(byte[] privateKey, byte[] text);

    public abstract bool Verify(byte[] publicKey, byte[] text, byte[] signature);

    public static CodeAlgorithm? Named(string name) => name == Ecdsa.Name ? Ecdsa : name == Sm2.Name ? Sm2 : null;

    /// <summary>The one that new codes are signed with.</summary>
    public static CodeAlgorithm OfTheOperator() => Chosen(Environment.GetEnvironmentVariable(Variable));

    internal static CodeAlgorithm Chosen(string? by) => by?.Trim().ToLowerInvariant() switch
    {
        null or "" or "ecdsa" => Ecdsa,
        "sm2" => Sm2,
        _ => throw new Refusal(new Sentence("codes.algorithm-unknown", Variable, by)),
    };
}
