using Waystation.Shared;

namespace Waystation.Rulebook;

/// <summary>Which kinds of union report each month, and by which day of it.</summary>
public sealed record MonthlyReport(int ByDay, IReadOnlyList<string> From) : IRuleValue
{
    public const string KeyWork = "key-work-report";

    /// <summary>The last day in time, in that month.</summary>
    public DateOnly DueIn(DateOnly month) => new(month.Year, month.Month, ByDay);

    public IReadOnlyList<Sentence> InWords() => [new("rulebook.report-by", ByDay)];

    // Every month has a 28th.
    public string? WrongField() => ByDay is < 1 or > 28 ? "byDay" : From.Count == 0 || From.Any(string.IsNullOrWhiteSpace) ? "from" : null;
}
