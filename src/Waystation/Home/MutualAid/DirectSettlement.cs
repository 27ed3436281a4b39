using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>直赔: what the free plan owes somebody for a year's lines so far, by one version of the plan. It knows no clock and no database.</summary>
public sealed class DirectSettlement
{
    readonly (int Percent, long Deductible) outpatient;
    readonly (int First, int Later, long FirstDeductible, long LaterDeductible) stays;
    readonly StayRules? together;

    public DirectSettlement(RuleVersion<AidPlan> rule)
    {
        var (visits, stay) = (rule.Value["outpatient"], rule.Value["inpatient"]);
        Stamp = rule.Stamp;
        Asked = Eligibility.AskedBy(rule.Value);
        together = rule.Value.StayRules is { IsOn: true } on ? on : null;
        outpatient = (visits.Percent!.Value, visits.Deductible!.First.Fen);
        stays = (stay.Percent!.Value, stay.LaterPercent ?? stay.Percent!.Value, stay.Deductible!.First.Fen, stay.Deductible.Later.Fen);
    }

    /// <summary>The version it goes by.</summary>
    public string Stamp { get; }

    /// <summary>What the plan asks of a person.</summary>
    public InsuredFacts Asked { get; }

    /// <summary>The decision, with every line that led to it. The order of the lines in the data makes no difference.</summary>
    /// <param name="lines">The year's so far, each serial number once.</param>
    /// <param name="paid">What the year has been paid already.</param>
    /// <param name="carried">Paid too much in earlier years and not set off yet.</param>
    /// <param name="days">Of the facts, where the register has them: then each visit is judged by its own day.</param>
    public Decision Decide(IReadOnlyList<MedicalLine> lines, InsuredFacts facts, Money paid, Money carried, FactDays? days = null)
    {
        List<DecisionLine> told = [];
        var always = days is null ? Asked : Asked & ~days.Known;
        if ((facts & always) != always || facts.HasFlag(InsuredFacts.Withdrawn)) return Decision.NotEligible(Eligibility.Missing(always, facts), facts);
        if (days is not null)
        {
            var covered = days.Covered(lines, Asked, told);
            if (covered.Count == 0 && lines.Count > 0 && paid == Money.Zero && carried == Money.Zero) return Decision.NotEligible([.. told.Select(line => line.InWords())], facts);
            lines = covered;
        }

        var entitled = Outpatient(lines, told) + Stays(lines, told);
        if (paid > Money.Zero) told.Add(new(DecisionLineKind.AlreadyPaid, Result: Money.Zero - paid));
        if (carried > Money.Zero) told.Add(new(DecisionLineKind.CarriedOver, Result: Money.Zero - carried));
        return Decision.Of(told, facts, entitled, paid, carried);
    }

    Money Outpatient(IReadOnlyList<MedicalLine> lines, List<DecisionLine> told)
    {
        var (sum, any) = (0L, false);
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].IsStay) continue;
            (sum, any) = (sum + lines[i].OwnFen, true);
        }

        return any ? Tell(told, DecisionLineKind.Outpatient, null, sum, outpatient.Deductible, outpatient.Percent) : Money.Zero;
    }

    /// <summary>By day of admission, then serial number: which one is the first decides on the deductible, also where nothing was left to pay.</summary>
    Money Stays(IReadOnlyList<MedicalLine> lines, List<DecisionLine> told)
    {
        List<MedicalLine>? ordered = null;
        for (var i = 0; i < lines.Count; i++)
            if (lines[i].IsStay) (ordered ??= []).Add(lines[i]);
        if (ordered is null) return Money.Zero;

        ordered.Sort((a, b) => a.On != b.On ? a.On.CompareTo(b.On) : string.CompareOrdinal(a.Serial, b.Serial));
        var sum = Money.Zero;
        if (together is not null)
            foreach (var (i, stay) in together.Count(ordered).Index()) sum += Stay(told, i, stay.On, stay.OwnFen, stay.More * stays.LaterDeductible);
        else
            foreach (var (i, stay) in ordered.Index()) sum += Stay(told, i, stay.On, stay.OwnFen, 0);
        return sum;
    }

    Money Stay(List<DecisionLine> told, int place, DateOnly on, long own, long more) => place == 0
        ? Tell(told, DecisionLineKind.FirstStay, on, own, stays.FirstDeductible + more, stays.First)
        : Tell(told, DecisionLineKind.LaterStay, on, own, stays.LaterDeductible + more, stays.Later);

    static Money Tell(List<DecisionLine> told, DecisionLineKind kind, DateOnly? on, long own, long deductible, int percent)
    {
        var result = new Money(Math.Max(0, own - deductible)).Percent(percent);
        told.Add(new(kind, on, new(own), new(deductible), percent, result));
        return result;
    }
}
