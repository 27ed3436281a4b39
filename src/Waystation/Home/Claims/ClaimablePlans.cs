using Waystation.MutualAid;
using Waystation.Rulebook;

namespace Waystation.Claims;

/// <summary>One thing that can be asked for: a benefit of a plan, by the version of the plan year.</summary>
public sealed record Claimable(RuleVersion<AidPlan> Rule, Benefit Benefit)
{
    public string Key => $"{Rule.Id}/{Benefit.Id}";
    public bool IsStay => Benefit.Formula is Formula.StayShare or Formula.Daily;
    public bool IsDeclaration => Benefit.Formula is Formula.YearTiers;
    public bool IsDeath => Benefit.Id == "death";
    public bool AsksAmount => Benefit.Formula is Formula.StayShare or Formula.LossShare or Formula.YearTiers;
    public bool AsksCase => Benefit.Formula is Formula.LumpSum && !IsDeath;
    /// <summary>The places of the documents that it needs.</summary>
    public IEnumerable<int> Needed => Rule.Value.Documents.Index().Where(d => d.Item.IsFor(Benefit.Id)).Select(d => d.Index);

    public bool AsksDegree => Benefit.Formula is Formula.DisabilityTable;
}

/// <summary>What can be asked for, and by which version of its plan.</summary>
public sealed class ClaimablePlans(Rules rules)
{
    /// <summary>The free plan's outpatient sums and stays are settled by data, without any claim.</summary>
    public IReadOnlyList<Claimable> On(DateOnly day) =>
        [.. rules.AllOn<AidPlan>(day).SelectMany(rule => rule.Value.Benefits.Select(benefit => new Claimable(rule, benefit))).Where(IsClaimed)];

    static bool IsClaimed(Claimable one) => one.Benefit.Formula is not Formula.YearShare && !(one.Rule.Id == AidPlan.NuanHuzhu && one.Benefit.Formula is Formula.StayShare);

    /// <summary>Null: nothing of that name can be asked for on that day.</summary>
    public Claimable? Find(string? plan, string? benefit, DateOnly happenedOn) => On(happenedOn).FirstOrDefault(one => one.Rule.Id == plan && one.Benefit.Id == benefit);

    /// <summary>A claim is judged by the version of its own plan year: that of the year's first day, or of the event where the plan is younger.</summary>
    public RuleVersion<AidPlan> OfYear(string plan, DateOnly happenedOn)
    {
        var then = rules.On<AidPlan>(plan, happenedOn);
        var begins = then.Value.YearOf(happenedOn);
        return begins >= then.EffectiveFrom ? then : rules.AllOn<AidPlan>(begins).FirstOrDefault(r => r.Id == plan) ?? then;
    }

    /// <summary>What a stored claim asks for, by its own version.</summary>
    public Claimable Of(string stamp, string benefit)
    {
        var rule = Stamped(stamp);
        return new(rule, rule.Value[benefit]);
    }

    public RuleVersion<AidPlan> Stamped(string stamp) => rules.Stamped<AidPlan>(stamp);

    public ClaimLimits LimitsOn(DateOnly day) => rules.On<ClaimLimits>(ClaimLimits.Claims, day).Value;
}
