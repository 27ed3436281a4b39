using Waystation.MutualAid;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>Who may have something from a plan, and what stands against it.</summary>
static class ClaimEligibility
{
    static readonly (Eligible Asked, InsuredFacts Fact, Why Why)[] ofRegister =
    [
        (Eligible.InService, InsuredFacts.InService, Why.NotInService), (Eligible.UnitRemits, InsuredFacts.UnitRemits, Why.UnitDoesNotRemit),
        (Eligible.MedicalInsurance, InsuredFacts.MedicalInsurance, Why.NoMedicalCover), (Eligible.HoldsCard, InsuredFacts.HoldsCard, Why.NoCard),
    ];

    public static void Tell(AidPlan plan, ClaimEvent happened, ClaimFacts facts, List<ClaimReason> reasons, List<Doubt> doubts)
    {
        if (plan.Eligible.Contains(Eligible.Member) && !facts.IsMember) reasons.Add(new(Why.NotAMember));
        foreach (var (asked, fact, why) in ofRegister)
            if (plan.Eligible.Contains(asked) && !facts.Register.HasFlag(fact)) reasons.Add(new(why));
        if (plan.Eligible.Contains(Eligible.Woman)) TellSex(facts, reasons, doubts);
        TellAge(plan, happened, facts, reasons, doubts);
        if (plan.Payer is Payer.Shares) TellPart(plan, happened, facts, reasons);
        foreach (var place in facts.Excluded ?? []) reasons.Add(new(Why.Excluded, Place: place));
    }

    static void TellSex(ClaimFacts facts, List<ClaimReason> reasons, List<Doubt> doubts)
    {
        if (facts.IsWoman is null) doubts.Add(Doubt.SexUnknown);
        if (facts.IsWoman is false) reasons.Add(new(Why.NotAWoman));
    }

    /// <summary>As of the day on which the participation began.</summary>
    static void TellAge(AidPlan plan, ClaimEvent happened, ClaimFacts facts, List<ClaimReason> reasons, List<Doubt> doubts)
    {
        var below = plan.Eligible.Contains(Eligible.WomanBelow55ManBelow60);
        if (!below && !plan.Eligible.Contains(Eligible.From16To60)) return;
        if (facts.BornOn is not { } born || (below && facts.IsWoman is null))
        {
            doubts.Add(Doubt.AgeUnknown);
            return;
        }

        var age = Age(born, facts.Part?.BeginsOn ?? happened.HappenedOn);
        if (below ? age >= (facts.IsWoman is true ? 55 : 60) : age is < 16 or > 60) reasons.Add(new(Why.AgeOutside));
    }

    static int Age(DateOnly born, DateOnly on) => on.Year - born.Year - (born.AddYears(on.Year - born.Year) > on ? 1 : 0);

    static void TellPart(AidPlan plan, ClaimEvent happened, ClaimFacts facts, List<ClaimReason> reasons)
    {
        if (facts.Part is not { } part || happened.HappenedOn < part.BeginsOn || happened.HappenedOn > part.EndsOn) reasons.Add(new(Why.NotTakingPart));
        else if (happened.HappenedOn < part.PaidFrom && !ClaimSums.IsConsoled(plan, happened, facts)) reasons.Add(new(Why.StillWaiting, part.PaidFrom));
    }

    /// <summary>What was paid before may rule this out: the same disease, or another benefit for the same event.</summary>
    public static void TellHistory(AidPlan plan, ClaimEvent happened, ClaimFacts facts, List<ClaimReason> reasons)
    {
        if (plan[happened.Benefit].Cases is { } cases && !cases.Any(c => c.Zh == happened.Case)) reasons.Add(new(Why.NotListed));
        var earlier = facts.Earlier ?? [];
        if (happened.Case is { } illness && earlier.FirstOrDefault(e => e.Case == illness && e.Paid > Money.Zero) is { } same) reasons.Add(new(Why.SameDisease, same.HappenedOn));
        if (plan.Stacking is Stacking.OneBenefitAnEvent && earlier.Any(e => e.HappenedOn == happened.HappenedOn && e.Case == happened.Case && e.Paid > Money.Zero && e.Benefit != happened.Benefit))
            reasons.Add(new(Why.OneBenefitAnEvent, happened.HappenedOn));
    }

    /// <summary>Only a stay that the medical insurance's own data confirms is decided without anybody looking.</summary>
    public static void TellDoubts(Benefit benefit, ClaimEvent happened, ClaimFacts facts, List<Doubt> doubts)
    {
        if (facts.Register is InsuredFacts.None) doubts.Add(Doubt.NotInRegister);
        if (benefit.Formula is Formula.YearTiers) doubts.Add(Doubt.Declaration);
        else if (benefit.Formula is Formula.StayShare or Formula.Daily)
        {
            if (!facts.IsMatched) doubts.Add(Doubt.AmountNotMatched);
        }
        else doubts.Add(happened.Case is null ? Doubt.Accident : Doubt.Illness);
    }
}
