using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>By which formula a benefit is reckoned.</summary>
public enum Formula
{
    /// <summary>A share of the year's sum above a deductible.</summary>
    YearShare,
    /// <summary>A share of each stay above its deductible.</summary>
    StayShare,
    /// <summary>A share of the year's sum by tiers.</summary>
    YearTiers,
    /// <summary>A sum for each day in hospital after the first ones.</summary>
    Daily,
    /// <summary>A sum a share when a listed event occurs.</summary>
    LumpSum,
    /// <summary>A share of a loss.</summary>
    LossShare,
    /// <summary>A share of a sum by the degree of disability.</summary>
    DisabilityTable,
}

public enum CeilingPer { Stay, Year, Life, Group }

/// <summary>What is borne oneself before the plan begins: for the first stay of a year and for later ones, or the same for a year's sum.</summary>
public sealed record Deductible(Money First, Money Later);

/// <summary>The share of what lies between two sums; the last tier may have no end.</summary>
public sealed record Tier(Money Above, Money? UpTo, int Percent);

/// <param name="PaidFromDay">The first day of a stay that is paid for.</param>
public sealed record DailySum(Money ADay, int PaidFromDay, int MostDays);

/// <param name="Percent">Of the sum, by degree 1 (the gravest) and on.</param>
public sealed record DisabilityShares(Money Sum, IReadOnlyList<int> Percent);

/// <summary>The most that is paid; for one benefit or for the whole plan.</summary>
public sealed record Ceiling(CeilingPer Per, Money Most, string? Benefit = null)
{
    public Sentence InWords() => new($"aid.rule-ceiling-{Per.ToString().ToLowerInvariant()}", Most.Shown);
}

/// <summary>One thing that a plan pays, with the clause it stands on.</summary>
/// <param name="Sums">By tier, in the order of the plan's prices, where it has several.</param>
/// <param name="LaterPercent">For the second stay of a year and those after it, where their share is another.</param>
public sealed record Benefit(
    string Id, InBoth Title, string Clause, Formula Formula, int? Percent = null, int? LaterPercent = null, Deductible? Deductible = null, IReadOnlyList<Tier>? Tiers = null,
    DailySum? Daily = null, Money? Sum = null, IReadOnlyList<InBoth>? Cases = null, DisabilityShares? Disability = null,
    IReadOnlyList<Money>? Sums = null)
{
    public IReadOnlyList<Sentence> InWords() => Formula switch
    {
        Formula.YearShare => [new("aid.rule-year-share", Deductible!.First.Shown, Percent)],
        Formula.StayShare => [new("aid.rule-stay-share", Deductible!.First.Shown, Deductible.Later.Shown, Percent, LaterPercent ?? Percent)],
        Formula.YearTiers => [.. Tiers!.Select(t => t.UpTo is { } end ? new Sentence("aid.rule-tier", t.Above.Shown, end.Shown, t.Percent) : new("aid.rule-tier-open", t.Above.Shown, t.Percent))],
        Formula.Daily => [new("aid.rule-daily", Daily!.ADay.Shown, Daily.PaidFromDay, Daily.MostDays)],
        Formula.LumpSum => [new("aid.rule-lump-sum", Sum!.Value.Shown)],
        Formula.LossShare => [new("aid.rule-loss-share", Percent)],
        _ => [new("aid.rule-disability", Disability!.Sum.Shown)],
    };

    public string? WrongField()
    {
        if (Id.Length == 0) return "id";
        if (Sums is { } sums && (sums.Count == 0 || sums.Any(s => s <= Money.Zero))) return "sums";
        if (Clause.Length == 0) return "clause";
        return Formula switch
        {
            Formula.YearShare => Percent is not (> 0 and <= 100) ? "percent" : Deductible is null ? "deductible" : null,
            Formula.StayShare => Percent is not (> 0 and <= 100) ? "percent" : LaterPercent is < 1 or > 100 ? "laterPercent" : Deductible is null ? "deductible" : null,
            Formula.YearTiers => TiersFollow() ? null : "tiers",
            Formula.Daily => Daily is { ADay.Fen: > 0, PaidFromDay: > 0, MostDays: > 0 } ? null : "daily",
            Formula.LumpSum => Sum is { Fen: > 0 } ? null : "sum",
            Formula.LossShare => Percent is > 0 and <= 100 ? null : "percent",
            _ => Disability is { Sum.Fen: > 0, Percent.Count: > 0 } table && table.Percent.All(p => p is > 0 and <= 100) ? null : "disability",
        };
    }

    /// <summary>Each tier begins where the one before ends.</summary>
    bool TiersFollow()
    {
        if (Tiers is not { Count: > 0 } tiers || tiers[0].Above != Money.Zero) return false;
        for (var i = 0; i < tiers.Count; i++)
        {
            if (tiers[i].Percent is < 1 or > 100 || tiers[i].UpTo <= tiers[i].Above) return false;
            if (i + 1 < tiers.Count && tiers[i].UpTo != tiers[i + 1].Above) return false;
        }

        return true;
    }
}
