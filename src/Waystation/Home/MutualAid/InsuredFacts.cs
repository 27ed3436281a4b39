using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>What the register says of a person, as far as a plan asks for it.</summary>
[Flags]
public enum InsuredFacts : short
{
    None = 0,
    /// <summary>在职</summary>
    InService = 1,
    /// <summary>单位拨缴经费</summary>
    UnitRemits = 2,
    /// <summary>北京医保</summary>
    MedicalInsurance = 4,
    HoldsCard = 8,
    /// <summary>The card takes money now; it is no condition of the plan, only of the payment.</summary>
    CardWorks = 16,
    /// <summary>Does not agree any more that the medical insurance's data are used. Of no register: they said so themselves.</summary>
    Withdrawn = 32,
}

static class Eligibility
{
    static readonly (Eligible Asked, InsuredFacts Fact, string Reason)[] known =
    [
        (Eligible.InService, InsuredFacts.InService, "aid.not-in-service"),
        (Eligible.UnitRemits, InsuredFacts.UnitRemits, "aid.unit-does-not-remit"),
        (Eligible.MedicalInsurance, InsuredFacts.MedicalInsurance, "aid.no-medical-cover"),
        (Eligible.HoldsCard, InsuredFacts.HoldsCard, "aid.no-card"),
    ];

    /// <summary>All the facts that the plan asks of a person in the register.</summary>
    public static InsuredFacts AskedBy(AidPlan plan) => known.Where(k => plan.Eligible.Contains(k.Asked)).Aggregate(InsuredFacts.None, (all, k) => all | k.Fact);

    /// <summary>Every reason why somebody is not eligible, not the first alone.</summary>
    public static IReadOnlyList<Sentence> Missing(InsuredFacts asked, InsuredFacts facts) =>
        [.. known.Where(k => asked.HasFlag(k.Fact) && !facts.HasFlag(k.Fact)).Select(k => new Sentence(k.Reason)), .. facts.HasFlag(InsuredFacts.Withdrawn) ? [new("aid.withdrawn")] : Array.Empty<Sentence>()];
}
