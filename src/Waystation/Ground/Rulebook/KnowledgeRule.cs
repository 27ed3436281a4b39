using Waystation.Shared;

namespace Waystation.Rulebook;

/// <summary>
/// How far what is known of a station may be relied on. What somebody saw counts in full and falls back, by half each
/// <see cref="HalfLifeDays"/>, to what the sign alone is worth: a half. Each visitor who says otherwise takes a part away; nobody is
/// believed more than once, and all of them together can make it unknown, never closed.
/// </summary>
/// <param name="VisitorsToDoubt">So many visitors who do not know of each other make an opening unknown.</param>
/// <param name="VisitorsToBreak">So many make a facility broken.</param>
/// <param name="ReportsHoldHours">So long what a visitor said of the door counts.</param>
/// <param name="ClosesSoonMinutes">Whoever sets out with less time left than this is warned.</param>
public sealed record KnowledgeRule(int HalfLifeDays = 7, int VisitorsToDoubt = 3, int VisitorsToBreak = 2, int ReportsHoldHours = 24, int ClosesSoonMinutes = 30) : IRuleValue
{
    public const string Station = "station-knowledge";

    /// <summary>What a sign is worth that nobody has looked at, and what is enough to say plainly that it is open.</summary>
    public const double OfASign = 0.5, Sure = 0.75;

    public double Confidence(TimeSpan? seenAgo, int doubts) =>
        (seenAgo is { } age ? OfASign + (1 - OfASign) * Math.Pow(0.5, Math.Max(0, age.TotalDays) / HalfLifeDays) : OfASign) * Math.Max(0, 1 - (double)doubts / VisitorsToDoubt);

    public IReadOnlyList<Sentence> InWords() => [new("rulebook.knowledge", HalfLifeDays, VisitorsToDoubt, VisitorsToBreak, ReportsHoldHours, ClosesSoonMinutes), new("rulebook.knowledge-formula", HalfLifeDays, VisitorsToDoubt, OfASign, Sure)];

    public string? WrongField() => HalfLifeDays is < 1 or > 365 ? "halfLifeDays" : VisitorsToDoubt is < 2 or > 100 ? "visitorsToDoubt" : VisitorsToBreak is < 2 or > 100 ? "visitorsToBreak" : ReportsHoldHours is < 1 or > 720 ? "reportsHoldHours" : ClosesSoonMinutes is < 0 or > 240 ? "closesSoonMinutes" : null;
}
