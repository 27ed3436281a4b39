using System.Text.Json;
using Waystation.Shared;

namespace Waystation.MembershipCodes;

/// <summary>What may be said of a text that somebody shows as their membership code.</summary>
public enum Verdict
{
    Valid,
    Expired,
    /// <summary>Issued later than now: the verifier's clock is slow.</summary>
    NotYetValid,
    Revoked,
    /// <summary>Another installation's; ours has no keys for it.</summary>
    Foreign,
    UnknownKey,
    WrongSignature,
    Unreadable,
}

/// <summary>A verdict and, where the signature held, what the code says of its bearer.</summary>
public sealed record CheckedCode(Verdict Verdict, MembershipCode? Code = null)
{
    /// <summary>not-yet-valid: how pages, sentences and the API name it.</summary>
    public string Name => JsonNamingPolicy.KebabCaseLower.ConvertName(Verdict.ToString());

    public Sentence Sentence => new($"codes.verdict-{Name}");
}
