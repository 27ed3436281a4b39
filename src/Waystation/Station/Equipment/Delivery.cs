using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Equipment;

/// <summary>How many of a kind are sent to a station, and how many its keeper counted.</summary>
public sealed class DeliveryLine
{
    DeliveryLine() { }

    public Guid DeliveryId { get; private init; }
    public string Kind { get; private init; } = "";
    public int Quantity { get; private init; }
    public int? Received { get; private set; }

    /// <summary>Why fewer came than were sent.</summary>
    public string Reason { get; private set; } = "";

    internal static DeliveryLine Of(Guid delivery, string kind, int quantity) => new() { DeliveryId = delivery, Kind = kind, Quantity = quantity };

    internal void Count(Counted counted) => (Received, Reason) = (counted.Received, counted.Received < Quantity ? counted.Reason : "");
}

/// <summary>What a keeper counted of one kind.</summary>
public sealed record Counted(string Kind, int Received, string Reason = "");

/// <summary>Things for one station: planned, sent, signed for by its keeper.</summary>
public sealed class Delivery : IOfStation
{
    const int LongestReason = 200;

    readonly List<DeliveryLine> lines = [];

    Delivery() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid StationId { get; private init; }
    public Guid UnionId { get; private init; }

    /// <summary>Where they come from: batch, store or station.</summary>
    public string FromPlace { get; private init; } = "";
    public Guid FromId { get; private init; }
    public Guid? BatchId { get; private init; }
    public DateTime PlannedAt { get; private init; }
    public DateTime? SentAt { get; private set; }
    public Guid? SentBy { get; private set; }
    public DateTime? ReceivedAt { get; private set; }
    public Guid? ReceivedBy { get; private set; }
    public DateTime? RecalledAt { get; private set; }

    /// <summary>Why the street signed in the keeper's place.</summary>
    public string? SignedFor { get; private set; }

    /// <summary>A photo of what came.</summary>
    public Guid? PictureId { get; private set; }
    public IReadOnlyList<DeliveryLine> Lines => lines;

    public Holder From => new(GoodsCode.Read<GoodsPlace>(FromPlace), FromId);
    public Holder Way => new(GoodsPlace.Way, Id);
    public Holder To => new(GoodsPlace.Station, StationId);
    public bool IsUnderWay => SentAt is not null && ReceivedAt is null && RecalledAt is null;

    public static Delivery Plan(Station station, Holder from, IReadOnlyDictionary<string, int> items, DateTime at)
    {
        Rule.Require(from.Place is GoodsPlace.Batch or GoodsPlace.Store or GoodsPlace.Station, Say.NotFromThere);
        Rule.Require(from != new Holder(GoodsPlace.Station, station.Id), Say.NotToItself);
        Rule.Require(items.Count > 0 && items.Values.All(n => n > 0), Say.NothingToSend);
        Rule.Require(!station.IsOver(City.DayOf(new DateTimeOffset(at, TimeSpan.Zero))), Say.StationOver(station.Name));
        var delivery = new Delivery { StationId = station.Id, UnionId = station.UnionId, FromPlace = GoodsCode.Of(from.Place), FromId = from.Id, BatchId = from.Place is GoodsPlace.Batch ? from.Id : null, PlannedAt = at };
        delivery.lines.AddRange(items.Select(item => DeliveryLine.Of(delivery.Id, item.Key, item.Value)));
        return delivery;
    }

    public void Send(Guid by, DateTime at)
    {
        Rule.Require(SentAt is null && RecalledAt is null, Say.SentAlready);
        (SentAt, SentBy) = (at, by);
    }

    /// <summary>Called back before anybody signed for it, or planned otherwise.</summary>
    public void Recall(DateTime at)
    {
        Rule.Require(ReceivedAt is null, Say.SignedAlready);
        Rule.Require(RecalledAt is null, Say.RecalledAlready);
        RecalledAt = at;
    }

    /// <summary>Every kind has been counted; where fewer came, why is said.</summary>
    /// <param name="signedFor">Of whoever signs in the keeper's place: why. It is not whoever sent it.</param>
    public void Sign(IReadOnlyCollection<Counted> counted, string? signedFor, Guid by, DateTime at)
    {
        Rule.Require(SentAt is not null && RecalledAt is null, Say.NotUnderWay);
        Rule.Require(ReceivedAt is null, Say.SignedAlready);
        Rule.Require(signedFor is null || by != SentBy, Say.AnotherPersonSigns);
        foreach (var line in lines)
        {
            var count = counted.FirstOrDefault(c => c.Kind == line.Kind) ?? throw new Refusal(Say.CountEach);
            Rule.Require(count.Received >= 0 && count.Received <= line.Quantity, Say.AtMostWhatWasSent(line.Quantity));
            Rule.Require(count.Received == line.Quantity || count.Reason.Length > 0, Say.SayWhyFewer(LongestReason));
            Rule.Require(count.Reason.Length <= LongestReason, Say.NoteTooLong(LongestReason));
            line.Count(count);
        }

        (ReceivedAt, ReceivedBy, SignedFor) = (at, by, signedFor);
    }

    public void Show(Guid? picture) => PictureId = picture;
}
