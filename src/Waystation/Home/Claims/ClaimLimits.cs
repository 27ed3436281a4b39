using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>From which sum on two officers decide, up to which the facts alone may, and how long missing papers and their sample may take.</summary>
/// <param name="AutomaticUpTo">A plain claim above it is looked at all the same.</param>
/// <param name="SecondAbove">Above it a second officer has to agree.</param>
/// <param name="PaperDays">For handing in what is missing.</param>
public sealed record ClaimLimits(Money AutomaticUpTo, Money SecondAbove, int PaperDays) : IRuleValue
{
    public const string Claims = "claim-limits";

    public static readonly RuleKind Kind = RuleKind.Of<ClaimLimits>("claim-limits", Claims);

    public IReadOnlyList<Sentence> InWords() => [new("claims.rule-automatic", AutomaticUpTo.Shown), new("claims.rule-second", SecondAbove.Shown), new("claims.rule-papers", PaperDays)];

    public string? WrongField() => AutomaticUpTo > SecondAbove ? "automaticUpTo" : PaperDays is < 1 or > 365 ? "paperDays" : null;
}
