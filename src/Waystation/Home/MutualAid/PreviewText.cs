using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>A preview in sentences, for the command line and the page alike; nobody is named.</summary>
static class PreviewText
{
    public static Sentence Summary(IReadOnlyList<ChangedYear> years) => years.Count == 0 ? new("aid.preview-nothing") : new("aid.preview-sum", years.Sum(y => y.Changed), years.Count);

    public static IEnumerable<Sentence> InWords(ChangedYear year) =>
    [
        new("aid.preview-year", year.Year, year.Rule, year.People, year.Changed, year.More.Shown, year.Less.Shown),
        .. year.Largest.Select(change => new Sentence("aid.preview-one", change.Before.Shown, change.After.Shown)),
    ];
}
