namespace Waystation.Data;

/// <summary>
/// Which unions' things a database context shows. A few unions are sent as a list; a large branch is asked of the tree, as of a day.
/// </summary>
public sealed record Reach
{
    /// <summary>Commands and jobs of the program, and posts over the whole city.</summary>
    public static readonly Reach Everywhere = new() { Everything = true };

    /// <summary>What a page gets that nobody gave a desk.</summary>
    public static readonly Reach Nowhere = new();

    Reach() { }

    public bool Everything { get; private init; }

    /// <summary>It is either everything, or these, or what stands below one.</summary>
    public bool IsListed => !Everything && Above is null;
    public bool IsBelow => Above is not null;

    public Guid[] Listed { get; private init; } = [];
    public Guid? Above { get; private init; }
    public DateOnly On { get; private init; }

    /// <summary>Set: of these unions' things only those of this station.</summary>
    public Guid? StationId { get; private init; }
    public bool IsOneStation => StationId is not null;

    public static Reach AtStation(Guid union, Guid station) => new() { Listed = [union], StationId = station };

    public static Reach Of(Guid[] unions) => new() { Listed = unions };

    public static Reach Below(Guid union, DateOnly on) => new() { Above = union, On = on };
}

/// <summary>A line of the tree as queries narrow by it.</summary>
public sealed class ReachLine
{
    public Guid AboveId { get; private init; }
    public Guid BelowId { get; private init; }
    public NpgsqlTypes.NpgsqlRange<DateOnly> During { get; private init; }
}
