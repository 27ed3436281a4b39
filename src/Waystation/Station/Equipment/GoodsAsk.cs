using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Equipment;

/// <summary>A keeper asks for more of a kind; open until some is sent, or the officer says not now.</summary>
public sealed class GoodsAsk : IOfStation
{
    public const string Sent = "sent", NotNow = "not-now";

    GoodsAsk() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid StationId { get; private init; }
    public Guid UnionId { get; private init; }
    public string Kind { get; private init; } = "";
    public DateTime AskedAt { get; private init; }
    public string? Answered { get; private set; }
    public DateTime? AnsweredAt { get; private set; }

    public static GoodsAsk For(Station station, GoodsItem item, DateTime at)
    {
        Rule.Require(!station.IsOver(City.DayOf(new DateTimeOffset(at, TimeSpan.Zero))), Say.StationOver(station.Name));
        return new() { StationId = station.Id, UnionId = station.UnionId, Kind = item.Code, AskedAt = at };
    }

    public void Answer(string how, DateTime at)
    {
        Rule.Require(AnsweredAt is null, Say.DecidedAlready);
        (Answered, AnsweredAt) = (how, at);
    }
}
