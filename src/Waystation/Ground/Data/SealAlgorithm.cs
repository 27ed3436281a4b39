using Waystation.Shared;

namespace Waystation.Data;

/// <summary>With which cipher new values are sealed; its number is the version that each sealed value begins with, so that both open always.</summary>
public enum SealAlgorithm : byte
{
    /// <summary>AES-256-GCM.</summary>
    Aes = 1,
    /// <summary>SM4-GCM (GB/T 32907-2016), for houses that must use the national algorithms.</summary>
    Sm4 = 2,
}

/// <summary>What the operator chose.</summary>
static class SealChoice
{
    const string Variable = "WAYSTATION_SEAL_ALGORITHM";

    public static SealAlgorithm OfTheOperator() => Read(Environment.GetEnvironmentVariable(Variable));

    public static SealAlgorithm Read(string? chosen) => chosen?.Trim().ToLowerInvariant() switch
    {
        null or "" or "aes" => SealAlgorithm.Aes,
        "sm4" => SealAlgorithm.Sm4,
        _ => throw new Refusal(new Sentence("data.seal-algorithm-unknown", Variable, chosen)),
    };
}
