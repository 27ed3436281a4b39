using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Evidence;

/// <summary>Between two instants a station is not as its hours say: closed or open for a reason, or full.</summary>
public sealed class StationException : IOfStation
{
    const int LongestDays = 60, LongestReason = 60;

    StationException() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid StationId { get; private init; }
    public Guid UnionId { get; private init; }
    public string Kind { get; private init; } = "";
    public string Reason { get; private init; } = "";
    public DateTime FromAt { get; private init; }
    public DateTime UntilAt { get; private set; }
    public DateTime MadeAt { get; private init; }

    public static StationException Make(Station station, ChangeKind kind, string reason, DateTime fromAt, DateTime untilAt, DateTime now)
    {
        reason = reason.Trim();
        Rule.Require(station.Status == StationStatus.Active, Say.NotRunning);
        Rule.Require(reason.Length is > 0 and <= LongestReason, Say.GiveAReason(LongestReason));
        Rule.Require(untilAt > now && untilAt > fromAt, Say.EndsInTheFuture);
        Rule.Require(untilAt <= fromAt.AddDays(LongestDays) && fromAt <= now.AddDays(LongestDays), Say.NotSoLong(LongestDays));
        return new StationException { StationId = station.Id, UnionId = station.UnionId, Kind = kind.ToString().ToLowerInvariant(), Reason = reason, FromAt = fromAt, UntilAt = untilAt, MadeAt = now };
    }

    public void End(DateTime at)
    {
        Rule.Require(UntilAt > at, Say.OverAlready);
        UntilAt = at > FromAt ? at : FromAt;
    }
}
