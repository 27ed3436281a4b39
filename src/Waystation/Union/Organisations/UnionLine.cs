using NpgsqlTypes;

namespace Waystation.Organisations;

/// <summary>
/// On these days one union stood that far below another (0: the union itself). The database derives the lines from
/// <see cref="UnionParent"/>; whoever asks them names a day, or former subordinates are counted too.
/// </summary>
public sealed class UnionLine
{
    public Guid AboveId { get; private init; }
    public Guid BelowId { get; private init; }
    public int Distance { get; private init; }
    public NpgsqlRange<DateOnly> During { get; private init; }
}

/// <summary>On these days one union stood directly below another: the truth of the tree.</summary>
public sealed class UnionParent
{
    public Guid UnionId { get; private init; }
    public Guid ParentId { get; private init; }
    public NpgsqlRange<DateOnly> During { get; private init; }

    public bool BeginsOn(DateOnly day) => !During.LowerBoundInfinite && During.LowerBound == day;

    public NpgsqlRange<DateOnly> RestFrom(DateOnly day) => new(day, true, false, During.UpperBound, false, During.UpperBoundInfinite);
}

/// <summary>What a union was called on these days, before it was renamed.</summary>
public sealed class FormerName
{
    public Guid UnionId { get; private init; }
    public string Name { get; private init; } = "";
    public NpgsqlRange<DateOnly> During { get; private init; }
}
