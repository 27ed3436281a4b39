using Waystation.Shared;

namespace Waystation.MutualAid;

public enum DecisionLineKind { Outpatient, FirstStay, LaterStay, AlreadyPaid, CarriedOver, NotInServiceThen, NotRemittedThen, NotInsuredThen, AfterDeath }

/// <summary>One step of a decision: what was taken, what was borne oneself, by which share, and what came of it.</summary>
/// <param name="On">A stay's day of admission.</param>
public readonly record struct DecisionLine(DecisionLineKind Kind, DateOnly? On = null, Money Base = default, Money Deductible = default, int Percent = 0, Money Result = default)
{
    /// <summary>The clause it stands on, as the plan names its benefits.</summary>
    public string? Benefit => Kind switch { DecisionLineKind.Outpatient => "outpatient", DecisionLineKind.FirstStay or DecisionLineKind.LaterStay => "inpatient", _ => null };

    /// <summary>For the worker and the officer alike.</summary>
    public Sentence InWords() => Kind switch
    {
        DecisionLineKind.AlreadyPaid => new("aid.line-already-paid", Shown(Result)),
        DecisionLineKind.CarriedOver => new("aid.line-carried-over", Shown(Result)),
        DecisionLineKind.NotInServiceThen => new("aid.line-not-in-service-then", On, Base.Shown),
        DecisionLineKind.NotRemittedThen => new("aid.line-not-remitted-then", On, Base.Shown),
        DecisionLineKind.NotInsuredThen => new("aid.line-not-insured-then", On, Base.Shown),
        DecisionLineKind.AfterDeath => new("aid.line-after-death", On, Base.Shown),
        DecisionLineKind.Outpatient when Base <= Deductible => new("aid.line-outpatient-below", Base.Shown, Deductible.Shown),
        DecisionLineKind.Outpatient => new("aid.line-outpatient", Base.Shown, Deductible.Shown, Left, Percent, Result.Shown),
        DecisionLineKind.FirstStay when Base <= Deductible => new("aid.line-first-stay-below", On, Base.Shown, Deductible.Shown),
        DecisionLineKind.FirstStay => new("aid.line-first-stay", On, Base.Shown, Deductible.Shown, Left, Percent, Result.Shown),
        DecisionLineKind.LaterStay when Base <= Deductible => new("aid.line-later-stay-below", On, Base.Shown, Deductible.Shown),
        _ => new("aid.line-later-stay", On, Base.Shown, Deductible.Shown, Left, Percent, Result.Shown),
    };

    string Left => (Base - Deductible).Shown;

    static string Shown(Money negative) => (Money.Zero - negative).Shown;
}

/// <summary>What somebody gets for a year so far, and why.</summary>
/// <param name="Reasons">Why there is nothing to be had; empty for who is eligible.</param>
/// <param name="Entitled">For the year so far.</param>
/// <param name="Pay">Now.</param>
/// <param name="Overpaid">To be set off against what comes.</param>
public sealed record Decision(IReadOnlyList<Sentence> Reasons, IReadOnlyList<DecisionLine> Lines, InsuredFacts Facts, Money Entitled, Money Pay, Money Overpaid)
{
    public bool IsEligible => Reasons.Count == 0;

    /// <summary>What the year had been paid before.</summary>
    public Money PaidBefore { get; init; }

    /// <summary>Paid too much in the years before.</summary>
    public Money Carried { get; init; }

    public static Decision NotEligible(IReadOnlyList<Sentence> reasons, InsuredFacts facts) => new(reasons, [], facts, Money.Zero, Money.Zero, Money.Zero);

    public static Decision Of(IReadOnlyList<DecisionLine> lines, InsuredFacts facts, Money entitled, Money paid, Money carried)
    {
        var due = entitled - paid - carried;
        return new([], lines, facts, entitled, due > Money.Zero ? due : Money.Zero, due < Money.Zero ? Money.Zero - due : Money.Zero) { PaidBefore = paid, Carried = carried };
    }

    /// <summary>The last line of the reckoning.</summary>
    public Sentence Outcome() =>
        Overpaid > Money.Zero ? new("aid.outcome-overpaid", Overpaid.Shown) : Pay > Money.Zero ? new("aid.outcome-pay", Pay.Shown) : new("aid.outcome-nothing");
}
