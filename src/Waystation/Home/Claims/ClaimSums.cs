using Waystation.MutualAid;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>The arithmetic of each kind of benefit, and the ceilings over it.</summary>
static class ClaimSums
{
    /// <summary>Before the ceilings.</summary>
    public static Money Of(AidPlan plan, Benefit benefit, ClaimEvent happened, ClaimFacts facts, List<ClaimLine> lines, List<ClaimReason> reasons)
    {
        if (IsConsoled(plan, happened, facts)) return Consolation(plan, benefit, happened, facts, lines);

        return benefit.Formula switch
        {
            Formula.StayShare => Stay(benefit, happened, facts, lines, reasons),
            Formula.Daily => Days(benefit, happened, facts, lines, reasons),
            Formula.LumpSum => Lump(plan, benefit, facts, lines),
            Formula.DisabilityTable => Disability(plan, benefit, happened, facts, lines, reasons),
            Formula.LossShare => Told(lines, new(ClaimLineKind.LossShare, benefit.Clause, happened.Amount, default, benefit.Percent!.Value, happened.Amount.Percent(benefit.Percent.Value))),
            Formula.YearTiers => Tiers(benefit, happened, lines, reasons),
            _ => throw new InvalidOperationException($"{benefit.Formula} is settled without a claim"),
        };
    }

    /// <summary>The event falls into the waiting days, but into the band for which the plan gives a fixed sum.</summary>
    public static bool IsConsoled(AidPlan plan, ClaimEvent happened, ClaimFacts facts) =>
        plan.Consolation is { } band && facts.Part is { } part && happened.HappenedOn < part.PaidFrom && happened.HappenedOn >= part.BeginsOn
        && DaysSince(part, happened) is var days && days >= band.FromDay && days < band.ToDay;

    static int DaysSince(TakesPart part, ClaimEvent happened) => happened.HappenedOn.DayNumber - part.BeginsOn.DayNumber;

    static Money Consolation(AidPlan plan, Benefit benefit, ClaimEvent happened, ClaimFacts facts, List<ClaimLine> lines)
    {
        var (band, set) = (plan.Consolation!, facts.Consolation ?? plan.Consolation!.Least);
        var sum = set < band.Least ? band.Least : set > band.Most ? band.Most : set;
        return Told(lines, new(ClaimLineKind.Consolation, benefit.Clause, Count: DaysSince(facts.Part!, happened), Result: sum));
    }

    static Money Stay(Benefit benefit, ClaimEvent happened, ClaimFacts facts, List<ClaimLine> lines, List<ClaimReason> reasons)
    {
        var isFirst = facts.EarlierStays == 0;
        var (deductible, percent) = isFirst ? (benefit.Deductible!.First, benefit.Percent!.Value) : (benefit.Deductible!.Later, benefit.LaterPercent ?? benefit.Percent!.Value);
        if (happened.Amount <= deductible) reasons.Add(new(Why.BelowDeductible));
        var left = happened.Amount > deductible ? happened.Amount - deductible : Money.Zero;
        return Told(lines, new(isFirst ? ClaimLineKind.FirstStay : ClaimLineKind.LaterStay, benefit.Clause, happened.Amount, deductible, percent, left.Percent(percent)));
    }

    static Money Days(Benefit benefit, ClaimEvent happened, ClaimFacts facts, List<ClaimLine> lines, List<ClaimReason> reasons)
    {
        var daily = benefit.Daily!;
        var stayed = happened.Days - daily.PaidFromDay + 1;
        if (stayed <= 0) reasons.Add(new(Why.NoDayPaid));
        var left = Math.Max(0, daily.MostDays - facts.DaysPaid);
        if (stayed > 0 && left == 0) reasons.Add(new(Why.NothingLeft));
        var paid = Math.Clamp(stayed, 0, left);
        return Told(lines, new(ClaimLineKind.Days, benefit.Clause, daily.ADay, default, paid, new(daily.ADay.Fen * paid)));
    }

    static Money Lump(AidPlan plan, Benefit benefit, ClaimFacts facts, List<ClaimLine> lines)
    {
        var (sum, shares) = (OfTier(plan, benefit, facts) ?? benefit.Sum!.Value, facts.Part?.Shares ?? 1);
        return Told(lines, new(ClaimLineKind.LumpSum, benefit.Clause, sum, default, shares, new(sum.Fen * shares)));
    }

    static Money Disability(AidPlan plan, Benefit benefit, ClaimEvent happened, ClaimFacts facts, List<ClaimLine> lines, List<ClaimReason> reasons)
    {
        var table = benefit.Disability!;
        if (happened.Degree is not { } degree || degree < 1 || degree > table.Percent.Count)
        {
            reasons.Add(new(Why.DegreeNotInTable));
            return Money.Zero;
        }

        var sum = OfTier(plan, benefit, facts) ?? table.Sum;
        return Told(lines, new(ClaimLineKind.Disability, benefit.Clause, sum, default, table.Percent[degree - 1], sum.Percent(table.Percent[degree - 1])));
    }

    /// <summary>The sum that goes with the price somebody paid.</summary>
    static Money? OfTier(AidPlan plan, Benefit benefit, ClaimFacts facts)
    {
        if (benefit.Sums is not { } sums || facts.Part is not { } part) return null;
        var tier = plan.Price!.PerShare.Index().FirstOrDefault(p => p.Item == part.PricePerShare, (-1, default)).Item1;
        return tier < 0 ? null : sums[tier];
    }

    /// <summary>What others paid of the sum comes off before the tiers.</summary>
    static Money Tiers(Benefit benefit, ClaimEvent happened, List<ClaimLine> lines, List<ClaimReason> reasons)
    {
        foreach (var (kind, off) in new[] { (ClaimLineKind.Employer, happened.Employer), (ClaimLineKind.Social, happened.Social), (ClaimLineKind.Hardship, happened.Hardship) })
            if (off > Money.Zero) lines.Add(new(kind, benefit.Clause, Result: Money.Zero - off));
        var (left, total) = (happened.Amount - happened.Employer - happened.Social - happened.Hardship, Money.Zero);
        if (left <= Money.Zero) reasons.Add(new(Why.NothingAboveCap));
        foreach (var tier in benefit.Tiers!)
        {
            if (left <= tier.Above) break;
            var within = (tier.UpTo is { } end && end < left ? end : left) - tier.Above;
            total += Told(lines, new(ClaimLineKind.Tier, benefit.Clause, within, tier.Above, tier.Percent, within.Percent(tier.Percent)));
        }

        return total;
    }

    public static Money WithinCeilings(AidPlan plan, Benefit benefit, ClaimFacts facts, Money sum, List<ClaimLine> lines)
    {
        for (var i = 0; i < plan.Ceilings.Count; i++)
        {
            var ceiling = plan.Ceilings[i];
            if (ceiling.Benefit is { } only && only != benefit.Id) continue;
            var used = ceiling.Per is not CeilingPer.Stay && facts.Used is { } all && i < all.Count ? all[i] : Money.Zero;
            var left = ceiling.Most > used ? ceiling.Most - used : Money.Zero;
            if (sum <= left) continue;
            sum = left;
            lines.Add(new(ClaimLineKind.CeilingStay + (int)ceiling.Per, benefit.Clause, ceiling.Most, used, Result: left));
        }

        return sum;
    }

    static Money Told(List<ClaimLine> lines, ClaimLine line)
    {
        lines.Add(line);
        return line.Result;
    }
}
