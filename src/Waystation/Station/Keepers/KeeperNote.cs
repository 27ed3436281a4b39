using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Keepers;

/// <summary>A short message of the street to the keepers of a station. It stands on their page until each has read it, and is never changed.</summary>
public sealed class KeeperNote : IOfStation
{
    public const int Longest = 200;

    KeeperNote() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid StationId { get; private init; }
    public Guid UnionId { get; private init; }

    /// <summary>Whose; the office is told, not the person.</summary>
    public Guid PostId { get; private init; }
    public string Text { get; private init; } = "";
    public DateTime MadeAt { get; private init; }

    internal static KeeperNote Of(Station station, Guid post, string? typed, DateTime at)
    {
        var text = (typed ?? "").Trim();
        Rule.Require(text.Length is > 0 and <= Longest, Say.NoteLength(Longest));
        return new() { StationId = station.Id, UnionId = station.UnionId, PostId = post, Text = text, MadeAt = at };
    }
}

/// <summary>Who has read one, and when.</summary>
public sealed class NoteRead
{
    NoteRead() { }

    public Guid NoteId { get; private init; }
    public Guid KeeperId { get; private init; }

    /// <summary>Of the keeper at the station; their name goes with them.</summary>
    public int Number { get; private init; }
    public DateTime ReadAt { get; private init; }

    internal static NoteRead Of(KeeperNote note, StationKeeper by, DateTime at) => new() { NoteId = note.Id, KeeperId = by.Id, Number = by.Number, ReadAt = at };
}
