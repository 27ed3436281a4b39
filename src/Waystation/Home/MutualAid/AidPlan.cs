using Waystation.Calendar;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MutualAid;

public enum Payer
{
    /// <summary>The federation; the member pays nothing.</summary>
    Federation,
    /// <summary>The unit, the member, or both, by shares.</summary>
    Shares,
}

/// <summary>What a person must be to take part.</summary>
public enum Eligible { Member, InService, UnitRemits, MedicalInsurance, HoldsCard, Woman, WomanBelow55ManBelow60, From16To60 }

/// <summary>How two plans stand to one another where one event falls under both.</summary>
public enum Stacking { WithOthers, OneBenefitAnEvent }

/// <summary>What somebody pays who joins after the plan year has begun: a whole year's price, or that of the months that are left, the one begun counted whole.</summary>
public enum LatePrice { WholeYear, MonthsLeft }

/// <summary>What a share costs, and how many one person may have; several prices are tiers of one plan.</summary>
public sealed record Price(IReadOnlyList<Money> PerShare, int? MostShares = null, LatePrice Late = LatePrice.WholeYear);

/// <summary>How many days after joining nothing is paid.</summary>
public sealed record Waiting(int First, int Renewal);

/// <summary>A fixed sum where the event falls between two days after joining, while the benefit itself still waits.</summary>
public sealed record Consolation(int FromDay, int ToDay, Money Least, Money Most);

/// <summary>A paper that a claim needs.</summary>
/// <param name="Sample">Which of the program's sample pictures shows what it looks like.</param>
/// <param name="For">The benefits that ask for it; none: all of the plan.</param>
public sealed record PlanDocument(string Zh, string En, string? Sample = null, IReadOnlyList<string>? For = null)
{
    /// <summary>The pictures there are.</summary>
    public static readonly IReadOnlyList<string> Samples = ["list", "bill", "id-card", "diagnosis", "certificate", "damage"];

    public string In(bool english) => english ? En : Zh;

    public bool IsFor(string benefit) => For is null || For.Contains(benefit);
}

/// <summary>By when something has to be done.</summary>
public sealed record PlanClock(string Id, int Within, string Unit, InBoth From)
{
    /// <summary>The clock of the centre, not of the member.</summary>
    public const string Paying = "pay";

    /// <summary>The yearly declaration, which counts from the first day of the next year, whichever day somebody was ill.</summary>
    public const string Declaration = "above-cap-declaration";

    /// <summary>The day from which it counts for what happened on a day; it does not count itself.</summary>
    public DateOnly Begins(DateOnly happened) => Id == Declaration ? new(happened.Year, 12, 31) : happened;

    /// <summary>The last day in time.</summary>
    public DateOnly DueOn(DateOnly began, WorkingCalendar calendar) =>
        Unit switch { "working-days" => calendar.AddWorkingDays(began, Within), "months" => began.AddMonths(Within), "years" => began.AddYears(Within), _ => began.AddDays(Within) };
}

/// <summary>A mutual-aid plan as it stands for the plan years that begin while the version is in force.</summary>
/// <param name="YearBegins">Month and day, <c>01-01</c>.</param>
/// <param name="LeastUnitPercent">So many of a unit's people must take part, or none can.</param>
/// <param name="AllJoinBelow">A unit with fewer people than this joins as a whole.</param>
/// <param name="StayRules">Switches, off until verified.</param>
/// <param name="LargestLine">An amount above it on one line of the medical insurance's data is taken for a mistake.</param>
/// <param name="Unverified">Fields whose value no reliable source gives, or that sources contradict; pages say so.</param>
public sealed record AidPlan(
    Payer Payer, IReadOnlyList<Eligible> Eligible, string YearBegins, int YearMonths, IReadOnlyList<Benefit> Benefits, IReadOnlyList<Ceiling> Ceilings,
    IReadOnlyList<InBoth> Exclusions, Stacking Stacking, IReadOnlyList<PlanDocument> Documents, IReadOnlyList<PlanClock> Clocks, IReadOnlyList<string> Unverified,
    Price? Price = null, Waiting? Waiting = null, Consolation? Consolation = null, int? LeastUnitPercent = null, Money? LargestLine = null, int? AllJoinBelow = null, StayRules? StayRules = null) : IRuleValue
{
    public const string NuanHuzhu = "nuan-huzhu";

    public static readonly RuleKind Kind = RuleKind.Of<AidPlan>("mutual-aid-plan");

    static readonly string[] units = ["days", "working-days", "months", "years"];

    public bool IsUnverified => Unverified.Count > 0;

    public Benefit this[string benefit] => Benefits.Single(b => b.Id == benefit);

    public IReadOnlyList<Sentence> InWords() =>
    [
        .. Payer is Payer.Federation ? [new Sentence("aid.rule-free")] : Price is { } price ? [new Sentence("aid.rule-price", string.Join(" / ", price.PerShare.Select(p => p.Shown)))] : Array.Empty<Sentence>(),
        .. Price?.Late is LatePrice.MonthsLeft ? [new Sentence("aid.rule-late-months")] : Array.Empty<Sentence>(),
        .. LeastUnitPercent is { } least ? [new Sentence("aid.rule-least-unit", least)] : Array.Empty<Sentence>(),
        .. AllJoinBelow is { } all ? [new Sentence("aid.rule-all-join", all)] : Array.Empty<Sentence>(),
        .. Benefits.SelectMany(b => b.InWords()),
        .. Ceilings.Select(c => c.InWords()),
        .. IsUnverified ? [new Sentence("aid.rule-unverified")] : Array.Empty<Sentence>(),
    ];

    public string? WrongField()
    {
        if (!DateOnly.TryParseExact($"2024-{YearBegins}", "yyyy-MM-dd", out _)) return "yearBegins";
        if (YearMonths is < 1 or > 120) return "yearMonths";
        if (Eligible.Count == 0 || Eligible.Distinct().Count() < Eligible.Count) return "eligible";
        if ((Payer is Payer.Federation) == (Price is not null)) return "price";
        if (Price is { } price && (price.PerShare.Count == 0 || price.PerShare.Any(p => p <= Money.Zero) || price.MostShares is < 1)) return "price";
        if (Waiting is { } waiting && (waiting.First is < 0 or > 1000 || waiting.Renewal < 0 || waiting.Renewal > waiting.First)) return "waiting";
        if (Consolation is { } band && (band.FromDay < 0 || band.ToDay < band.FromDay || band.Most < band.Least)) return "consolation";
        if (LeastUnitPercent is < 1 or > 100) return "leastUnitPercent";
        if (AllJoinBelow is < 1 or > 10_000) return "allJoinBelow";
        if (LargestLine is { Fen: <= 0 }) return "largestLine";
        if (StayRules?.WrongField() is { } stays) return $"stayRules.{stays}";
        return WrongBenefit() ?? WrongRest();
    }

    string? WrongBenefit()
    {
        if (Benefits.Count == 0 || Benefits.DistinctBy(b => b.Id).Count() < Benefits.Count) return "benefits";
        foreach (var (i, benefit) in Benefits.Index())
        {
            if (benefit.WrongField() is { } field) return $"benefits[{i}].{field}";
            if (benefit.Sums is { } sums && sums.Count != Price?.PerShare.Count) return $"benefits[{i}].sums";
        }

        return null;
    }

    string? WrongRest()
    {
        foreach (var (i, ceiling) in Ceilings.Index())
            if (ceiling.Most <= Money.Zero || (ceiling.Benefit is { } b && Benefits.All(known => known.Id != b))) return $"ceilings[{i}]";
        foreach (var (i, clock) in Clocks.Index())
            if (clock.Within < 1 || !units.Contains(clock.Unit)) return $"clocks[{i}]";
        foreach (var (i, document) in Documents.Index())
        {
            if (document.Sample is { } sample && !PlanDocument.Samples.Contains(sample)) return $"documents[{i}].sample";
            if (document.For?.Any(b => Benefits.All(known => known.Id != b)) is true) return $"documents[{i}].for";
        }

        return Unverified.Any(string.IsNullOrWhiteSpace) ? "unverified" : null;
    }
}
