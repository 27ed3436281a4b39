using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Equipment;

/// <summary>Somebody asks that things of a station be written off; another person decides.</summary>
public sealed class WriteOff : IOfStation
{
    WriteOff() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid StationId { get; private init; }
    public Guid UnionId { get; private init; }
    public string Kind { get; private init; } = "";
    public int Quantity { get; private init; }
    public string Reason { get; private init; } = "";
    public Guid AskedBy { get; private init; }
    public DateTime AskedAt { get; private init; }
    public bool? Granted { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public DateTime? DecidedAt { get; private set; }

    public static WriteOff Ask(Station station, GoodsMove move, Guid by, DateTime at) =>
        new() { StationId = station.Id, UnionId = station.UnionId, Kind = move.Kind, Quantity = move.Quantity, Reason = move.Reason, AskedBy = by, AskedAt = at };

    public void Decide(bool granted, Guid by, DateTime at)
    {
        Rule.Require(DecidedAt is null, Say.DecidedAlready);
        Rule.Require(!granted || by != AskedBy, Say.AnotherPersonDecides);
        (Granted, DecidedBy, DecidedAt) = (granted, by, at);
    }
}
