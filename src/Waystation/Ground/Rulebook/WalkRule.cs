using Waystation.Shared;

namespace Waystation.Rulebook;

/// <summary>How old what is known of a station may be before somebody goes to see it, and how many stops a day's walk has.</summary>
public sealed record WalkRule(int SeeAfterDays, int DaysAhead, int MostStops) : IRuleValue
{
    public const string Today = "todays-walk";

    public IReadOnlyList<Sentence> InWords() => [new("rulebook.walk-see", SeeAfterDays), new("rulebook.walk-stops", DaysAhead, MostStops)];

    public string? WrongField() => SeeAfterDays is < 1 or > 3650 ? "seeAfterDays" : DaysAhead is < 0 or > 60 ? "daysAhead" : MostStops is < 2 or > 30 ? "mostStops" : null;
}
