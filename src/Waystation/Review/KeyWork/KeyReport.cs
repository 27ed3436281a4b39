using Waystation.Shared;

namespace Waystation.KeyWork;

/// <summary>A unit's report of a month: what was done, or why there is nothing new.</summary>
public sealed class KeyReport : IBelongToUnion
{
    KeyReport() { }

    public Guid UnionId { get; private init; }

    /// <summary>Its first day.</summary>
    public DateOnly Month { get; private init; }
    public DateTime At { get; private init; }
    public Guid ByPostId { get; private init; }
    public bool NothingNew { get; private init; }
    public string Words { get; private init; } = "";

    public static KeyReport File(Guid union, DateOnly month, bool nothingNew, Told told)
    {
        Rule.Require(told.Words.Length >= 4, nothingNew ? Say.WhyNothingNew : Say.ReportIsEmpty);
        return new() { UnionId = union, Month = month, At = told.At, ByPostId = told.PostId, NothingNew = nothingNew, Words = told.Words };
    }
}

/// <summary>An item on the list of a month.</summary>
public sealed class MonthEntry
{
    MonthEntry() { }

    /// <summary>Its first day.</summary>
    public DateOnly Month { get; private init; }
    public Guid ItemId { get; private init; }

    /// <summary>Carried over from the month before, then; none: set in this month.</summary>
    public DateTime? CarriedAt { get; private init; }

    internal static MonthEntry Of(KeyItem item) => new() { Month = new(item.SetOn.Year, item.SetOn.Month, 1), ItemId = item.Id };
}
