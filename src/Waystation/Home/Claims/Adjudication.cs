using Waystation.Calendar;
using Waystation.MutualAid;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>What one version of a plan owes for a claim: a pure function of what happened and the facts, with no clock and no database.</summary>
public sealed class Adjudication(RuleVersion<AidPlan> rule, WorkingCalendar calendar)
{
    readonly AidPlan plan = rule.Value;

    /// <summary>Every step in lines; where anything stands against it, all the reasons and no money.</summary>
    public ClaimDecision Decide(ClaimEvent happened, ClaimFacts facts)
    {
        var benefit = plan[happened.Benefit];
        List<ClaimReason> reasons = [];
        List<Doubt> doubts = [];
        List<ClaimLine> lines = [];
        ClaimEligibility.Tell(plan, happened, facts, reasons, doubts);
        ClaimEligibility.TellHistory(plan, happened, facts, reasons);
        ClaimEligibility.TellDoubts(benefit, happened, facts, doubts);
        if (plan.InTime(happened, facts.FiledOn, facts.ByApp, calendar) is { } late) reasons.Add(new(late));
        var sum = ClaimSums.Of(plan, benefit, happened, facts, lines, reasons);
        var entitled = ClaimSums.WithinCeilings(plan, benefit, facts, sum, lines);
        if (reasons.Count == 0 && sum > Money.Zero && entitled == Money.Zero) reasons.Add(new(Why.NothingLeft));
        if (reasons.Count > 0) return new(rule.Stamp, reasons, doubts, lines, Money.Zero, Money.Zero);

        if (facts.PaidBefore > Money.Zero) lines.Add(new(ClaimLineKind.AlreadyPaid, "", Result: Money.Zero - facts.PaidBefore));
        return new(rule.Stamp, [], doubts, lines, entitled, entitled > facts.PaidBefore ? entitled - facts.PaidBefore : Money.Zero);
    }
}
