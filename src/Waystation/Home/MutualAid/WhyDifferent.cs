using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>A step of two decisions side by side; one of the two may be without it.</summary>
public sealed record StepPair(DecisionLine? Before, DecisionLine? After)
{
    public bool IsChanged => Before != After;
}

/// <summary>Why somebody got another sum than last time: the steps side by side, and the causes in sentences that can be read over the telephone.</summary>
public sealed record WhyDifferent(PersonDecision Before, PersonDecision After, IReadOnlyList<StepPair> Steps, IReadOnlyList<Sentence> Causes)
{
    public static WhyDifferent Of(PersonDecision before, PersonDecision after) => new(before, after, Pairs(before.Lines, after.Lines), [.. Reasons(before, after)]);

    /// <summary>Outpatient by outpatient, a stay by its day; what has no partner stands alone.</summary>
    static List<StepPair> Pairs(IReadOnlyList<DecisionLine> before, IReadOnlyList<DecisionLine> after)
    {
        var left = before.ToList();
        List<StepPair> pairs = [];
        foreach (var line in after)
        {
            var at = left.FindIndex(other => IsSameStep(other, line));
            pairs.Add(new(at < 0 ? null : left[at], line));
            if (at >= 0) left.RemoveAt(at);
        }

        return [.. left.Select(gone => new StepPair(gone, null)), .. pairs];
    }

    static bool IsSameStep(DecisionLine one, DecisionLine other) => one.On == other.On && (one.Kind == other.Kind || (IsStay(one) && IsStay(other)));

    static bool IsStay(DecisionLine line) => line.Kind is DecisionLineKind.FirstStay or DecisionLineKind.LaterStay;

    static IEnumerable<Sentence> Reasons(PersonDecision before, PersonDecision after)
    {
        yield return new("aid.why-sums", before.Quarter, before.Pay.Shown, after.Quarter, after.Pay.Shown);
        if (before.Quarter.Year != after.Quarter.Year) yield return new("aid.why-new-year", after.Quarter.Year);
        if (before.Rule != after.Rule) yield return new("aid.why-rule", before.Rule, after.Rule);
        if (Flags(before.Facts) != Flags(after.Facts)) yield return new(after.Facts.HasFlag(InsuredFacts.CardWorks) ? "aid.why-card-works" : "aid.why-card-fails");
        if (before.Quarter.Year != after.Quarter.Year) yield break;
        foreach (var pair in Pairs(before.Lines, after.Lines).Where(p => p.IsChanged))
            if (Cause(pair) is { } cause) yield return cause;
        if (after.Overpaid > Money.Zero) yield return new("aid.why-overpaid", after.Overpaid.Shown);
    }

    /// <summary>What may differ between two decisions that were both made: whether the card took money.</summary>
    static InsuredFacts Flags(InsuredFacts facts) => facts & InsuredFacts.CardWorks;

    static Sentence? Cause(StepPair pair) => pair switch
    {
        { Before: null, After: { Kind: DecisionLineKind.AlreadyPaid } paid } => new("aid.why-paid-before", (Money.Zero - paid.Result).Shown),
        { Before: { } was, After: { Kind: DecisionLineKind.AlreadyPaid } paid } => new("aid.why-paid-more", (Money.Zero - was.Result).Shown, (Money.Zero - paid.Result).Shown),
        { After: { Kind: DecisionLineKind.CarriedOver } } or { Before.Kind: DecisionLineKind.AlreadyPaid or DecisionLineKind.CarriedOver } => null,
        { Before: { } was, After: { Kind: DecisionLineKind.Outpatient } now } => new("aid.why-outpatient", was.Base.Shown, now.Base.Shown, was.Result.Shown, now.Result.Shown),
        { Before: null, After: { Kind: DecisionLineKind.Outpatient } now } => new("aid.why-outpatient-new", now.Base.Shown, now.Result.Shown),
        { Before: null, After: { } now } when IsStay(now) => new("aid.why-stay-new", now.On, now.Result.Shown),
        { Before: { } was, After: { } now } when IsStay(now) => new("aid.why-stay-changed", now.On, was.Base.Shown, now.Base.Shown, was.Result.Shown, now.Result.Shown),
        { Before: { } was, After: null } when IsStay(was) => new("aid.why-stay-gone", was.On, was.Result.Shown),
        { Before: null, After: { } now } => now.InWords(),
        { Before: { Kind: DecisionLineKind.Outpatient } was } => new("aid.why-outpatient-gone", was.Result.Shown),
        _ => null,
    };
}
