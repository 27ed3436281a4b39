using Waystation.Shared;

namespace Waystation.Claims;

public enum ClaimLineKind { FirstStay, LaterStay, Days, LumpSum, Consolation, LossShare, Disability, Tier, Employer, Social, Hardship, CeilingStay, CeilingYear, CeilingLife, CeilingGroup, AlreadyPaid }

/// <summary>One step of a decision: what was taken, under which clause, and what came of it.</summary>
/// <param name="Base">What was taken: own share, loss, sum of a share or a day, the part within a tier, the ceiling.</param>
/// <param name="Other">The deductible, where the tier begins, or what of a ceiling was used.</param>
/// <param name="Count">Percent, days, shares, or the degree.</param>
/// <param name="Result">What is added, or for ceilings what is left; negative where something is taken off.</param>
public readonly record struct ClaimLine(ClaimLineKind Kind, string Clause, Money Base = default, Money Other = default, int Count = 0, Money Result = default)
{
    /// <summary>For the worker and the officer alike.</summary>
    public Sentence InWords() => Kind switch
    {
        ClaimLineKind.FirstStay when Base <= Other => new("claims.line-first-stay-below", Clause, Base.Shown, Other.Shown),
        ClaimLineKind.LaterStay when Base <= Other => new("claims.line-later-stay-below", Clause, Base.Shown, Other.Shown),
        ClaimLineKind.FirstStay => new("claims.line-first-stay", Clause, Base.Shown, Other.Shown, (Base - Other).Shown, Count, Result.Shown),
        ClaimLineKind.LaterStay => new("claims.line-later-stay", Clause, Base.Shown, Other.Shown, (Base - Other).Shown, Count, Result.Shown),
        ClaimLineKind.Days => new("claims.line-days", Clause, Base.Shown, Count, Result.Shown),
        ClaimLineKind.LumpSum => new("claims.line-lump-sum", Clause, Base.Shown, Count, Result.Shown),
        ClaimLineKind.Consolation => new("claims.line-consolation", Clause, Count, Result.Shown),
        ClaimLineKind.LossShare => new("claims.line-loss-share", Clause, Base.Shown, Count, Result.Shown),
        ClaimLineKind.Disability => new("claims.line-disability", Clause, Base.Shown, Count, Result.Shown),
        ClaimLineKind.Tier => new("claims.line-tier", Clause, Other.Shown, Base.Shown, Count, Result.Shown),
        ClaimLineKind.CeilingStay => new("claims.line-ceiling-stay", Base.Shown, Result.Shown),
        ClaimLineKind.CeilingYear => new("claims.line-ceiling-year", Base.Shown, Other.Shown, Result.Shown),
        ClaimLineKind.CeilingLife => new("claims.line-ceiling-life", Base.Shown, Other.Shown, Result.Shown),
        ClaimLineKind.CeilingGroup => new("claims.line-ceiling-group", Base.Shown, Other.Shown, Result.Shown),
        ClaimLineKind.Employer => new("claims.line-employer", Off),
        ClaimLineKind.Social => new("claims.line-social", Off),
        ClaimLineKind.Hardship => new("claims.line-hardship", Off),
        _ => new("claims.line-already-paid", Off),
    };

    string Off => (Money.Zero - Result).Shown;
}
