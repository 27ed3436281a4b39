using Waystation.Shared;

namespace Waystation.Rulebook;

/// <summary>A reason for which an application may be refused; there are no others.</summary>
/// <param name="UnderAge">Refused below this age in whole years; null where age does not matter.</param>
/// <param name="StartsTransfer">Instead of a plain refusal the membership is brought over.</param>
public sealed record ReasonToRefuse(int? UnderAge = null, bool StartsTransfer = false) : IRuleValue
{
    public const string NotWageEarningHere = "not-wage-earning-here", AlreadyAMember = "already-a-member";
    public const string IdentityNotEstablished = "identity-not-established", UnderMinimumAge = "under-minimum-age";

    public IReadOnlyList<Sentence> InWords() =>
        UnderAge is { } age ? [new("rulebook.under-age", age)] : StartsTransfer ? [new("rulebook.starts-transfer")] : [new("rulebook.may-be-refused")];

    public string? WrongField() => UnderAge is < 1 or > 100 ? "underAge" : null;
}
