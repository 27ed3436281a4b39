using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>A plan that pays when the event happens, and which of its benefits.</summary>
public sealed record DueBenefit(string Plan, IReadOnlyList<string> Benefits);

/// <summary>Something to see to that is no benefit.</summary>
/// <param name="Link">A page of ours.</param>
public sealed record LifeStep(InBoth What, string? Link = null);

/// <summary>What happened to somebody, and everything that is due for it over all plans.</summary>
public sealed record LifeEvent(IReadOnlyList<DueBenefit> Due, IReadOnlyList<LifeStep> Steps) : IRuleValue
{
    public static readonly RuleKind Kind = RuleKind.Of<LifeEvent>("life-event");

    public IReadOnlyList<Sentence> InWords() => [new("aid.life-in-words", Due.Count, Steps.Count)];

    public string? WrongField()
    {
        if (Due.Count + Steps.Count == 0 || Due.DistinctBy(d => d.Plan).Count() < Due.Count) return "due";
        foreach (var (i, due) in Due.Index())
            if (due.Plan.Length == 0 || due.Benefits.Count == 0) return $"due[{i}]";
        foreach (var (i, step) in Steps.Index())
            if (step.What.Zh.Length == 0 || step.What.En.Length == 0 || step.Link is { } link && !link.StartsWith('/')) return $"steps[{i}]";
        return null;
    }
}
