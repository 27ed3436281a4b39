using Waystation.Geography;
using Waystation.Shared;

namespace Waystation.Walks;

/// <summary>Something to be done at a place. It names no person.</summary>
/// <param name="Address">The page on which it is done.</param>
public sealed record WalkTask(Sentence What, string Address, DateOnly? DueOn = null);

/// <summary>A place of the walk: a station, or the street of a union where no station says more.</summary>
/// <param name="At">None: nobody has said where it stands.</param>
public sealed record Stop(string Name, string Where, Position? At, IReadOnlyList<WalkTask> Tasks, string? Slug = null)
{
    public DateOnly? DueOn => Tasks.Min(task => task.DueOn);
}

/// <summary>A day's walk: its stops in order, those whose place nobody knows, how long it is, and how many more wait for another day.</summary>
public sealed record DayWalk(IReadOnlyList<Stop> Stops, IReadOnlyList<Stop> Nowhere, double Metres, int Left)
{
    public int Count => Stops.Count + Nowhere.Count;
}
