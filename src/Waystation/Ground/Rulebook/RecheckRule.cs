using Waystation.Shared;

namespace Waystation.Rulebook;

/// <summary>How long after its sign or its last re-check a place is to be re-checked, and how long before somebody is reminded.</summary>
public sealed record RecheckRule(int Months, int RemindDaysBefore) : IRuleValue
{
    public const string Place = "place-recheck";

    public IReadOnlyList<Sentence> InWords() => [new("rulebook.recheck", Months, RemindDaysBefore)];

    public string? WrongField() => Months is < 1 or > 120 ? "months" : RemindDaysBefore is < 0 or > 365 ? "remindDaysBefore" : null;
}
