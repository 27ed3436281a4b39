using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>What one plan would give, step by step, with the plan's own name: of three schemes that are called 二次报销 it says which.</summary>
public sealed record PlanEstimate(RuleVersion<AidPlan> Plan, Sentence Which, IReadOnlyList<Sentence> Lines, Money Sum);

/// <summary>One event over every plan that pays for it, by the rules of a day. It keeps nothing and knows nobody.</summary>
public static class Estimate
{
    public const string Inpatient = "inpatient", Allowance = "inpatient-allowance";

    /// <param name="participates">The plans by shares that the person takes part in.</param>
    public static IReadOnlyList<PlanEstimate> Of(HospitalEvent happened, IReadOnlyCollection<string> participates, Rules rules, DateOnly day)
    {
        List<PlanEstimate> plans = [Free(happened, rules.On<AidPlan>(AidPlan.NuanHuzhu, day), day)];
        if (participates.Contains(Inpatient)) plans.Add(Shares(happened, rules.On<AidPlan>(Inpatient, day)));
        if (participates.Contains(Allowance)) plans.Add(Daily(happened, rules.On<AidPlan>(Allowance, day)));
        return plans;
    }

    static PlanEstimate Free(HospitalEvent happened, RuleVersion<AidPlan> rule, DateOnly day)
    {
        var plan = new DirectSettlement(rule);
        List<MedicalLine> lines = happened.Outpatient > Money.Zero ? [new("0", false, day, happened.Outpatient.Fen)] : [];
        lines.AddRange(happened.Stays.Select((stay, i) => new MedicalLine($"{i:000}", true, day, stay.Fen)));
        var decision = plan.Decide(lines, plan.Asked, Money.Zero, Money.Zero);
        List<Sentence> told = [.. decision.Lines.Select((line, i) => InWords(line, i + 1 - (happened.Outpatient > Money.Zero ? 1 : 0)))];
        var sum = decision.Entitled;
        if (happened.AboveCap > Money.Zero)
        {
            var above = AboveCap(rule.Value, happened.AboveCap, told);
            sum += above;
        }

        return new(rule, new("aid.which-free"), told, sum);
    }

    /// <summary>A share of each tier that the sum reaches, up to the ceiling.</summary>
    public static Money AboveCap(AidPlan plan, Money sum, List<Sentence> told)
    {
        var (benefit, total) = (plan["above-cap"], Money.Zero);
        foreach (var tier in benefit.Tiers!.Where(t => sum > t.Above))
        {
            var within = (tier.UpTo is { } end && end < sum ? end : sum) - tier.Above;
            var part = within.Percent(tier.Percent);
            told.Add(new("aid.calc-tier", tier.Above.Shown, within.Shown, tier.Percent, part.Shown));
            total += part;
        }

        if (plan.Ceilings.FirstOrDefault(c => c.Benefit == benefit.Id) is not { } ceiling || total <= ceiling.Most) return total;
        told.Add(new("aid.calc-ceiling", ceiling.Most.Shown));
        return ceiling.Most;
    }

    static PlanEstimate Shares(HospitalEvent happened, RuleVersion<AidPlan> rule)
    {
        var (benefit, told, total) = (rule.Value["inpatient"], new List<Sentence>(), Money.Zero);
        var ceiling = rule.Value.Ceilings.FirstOrDefault(c => c.Per is CeilingPer.Stay)?.Most;
        foreach (var (i, stay) in happened.Stays.Index())
        {
            var (deductible, percent) = i == 0 ? (benefit.Deductible!.First, benefit.Percent!.Value) : (benefit.Deductible!.Later, benefit.LaterPercent ?? benefit.Percent!.Value);
            var part = new Money(Math.Max(0, (stay - deductible).Fen)).Percent(percent);
            told.Add(new("aid.calc-stay", i + 1, stay.Shown, deductible.Shown, percent, part.Shown));
            if (ceiling is { } most && part > most)
            {
                told.Add(new("aid.calc-ceiling", most.Shown));
                part = most;
            }

            total += part;
        }

        return new(rule, new("aid.which-paid"), told, total);
    }

    static PlanEstimate Daily(HospitalEvent happened, RuleVersion<AidPlan> rule)
    {
        var daily = rule.Value["daily"].Daily!;
        var days = happened.Days.Sum(d => Math.Max(0, d - daily.PaidFromDay + 1));
        var paid = Math.Min(days, daily.MostDays);
        var sum = new Money(daily.ADay.Fen * paid);
        return new(rule, new("aid.which-daily"), [new("aid.calc-days", daily.PaidFromDay, paid, daily.ADay.Shown, sum.Shown)], sum);
    }

    /// <summary>Without a day: here stays have only their order.</summary>
    static Sentence InWords(DecisionLine line, int stay) => line.Kind is DecisionLineKind.Outpatient
        ? line.InWords()
        : new("aid.calc-stay", stay, line.Base.Shown, line.Deductible.Shown, line.Percent, line.Result.Shown);
}
