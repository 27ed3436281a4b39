namespace Waystation.KeyWork;

public enum KeyLineKind { Set, Changed, Shown, Done, Reopened, Withdrawn, Comment }

/// <summary>One line of an item's history, with the item as the line left it. Added, never changed.</summary>
public sealed class KeyLine
{
    KeyLine() { }

    public long Seq { get; private init; }
    public Guid ItemId { get; private init; }
    public DateTime At { get; private init; }
    public Guid ByPostId { get; private init; }
    public KeyLineKind Kind { get; private init; }
    public string Words { get; private init; } = "";
    public DateOnly? OnDay { get; private init; }
    public string? Indicator { get; private init; }
    public DateOnly? IndicatorMonth { get; private init; }
    public long? IndicatorValue { get; private init; }
    public Guid UnionId { get; private init; }
    public string Title { get; private init; } = "";
    public string Measure { get; private init; } = "";
    public Guid? PostId { get; private init; }
    public string? Person { get; private init; }
    public DateOnly DueOn { get; private init; }
    public KeyState State { get; private init; }
    public DateOnly? EndedOn { get; private init; }
    public DateOnly? ShownOn { get; private init; }

    internal static KeyLine Of(KeyItem item, KeyLineKind kind, Told told, DateOnly? day, NumberShown? number) => new()
    {
        ItemId = item.Id, At = told.At, ByPostId = told.PostId, Kind = kind, Words = told.Words, OnDay = day,
        Indicator = number?.Indicator, IndicatorMonth = number?.Month, IndicatorValue = number?.Value,
        UnionId = item.UnionId, Title = item.Title, Measure = item.Measure, PostId = item.PostId, Person = item.Person,
        DueOn = item.DueOn, State = item.State, EndedOn = item.EndedOn, ShownOn = item.ShownOn,
    };
}
