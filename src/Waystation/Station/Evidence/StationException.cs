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

    /// <summary>A keeper says how it is now. It lies over what was planned, and the next tap takes its place.</summary>
    public bool IsTap { get; private init; }

    /// <summary>It says that the station is open, only not at its usual hours.</summary>
    public bool IsLonger => Kind == Code(ChangeKind.Open);

    public bool IsClosing => Kind == Code(ChangeKind.Closed);

    public static StationException Make(Station station, ChangeKind kind, string reason, DateTime fromAt, DateTime untilAt, DateTime now, bool isTap = false)
    {
        reason = reason.Trim();
        Rule.Require(station.RunsOn(City.DayOf(new DateTimeOffset(now, TimeSpan.Zero))), Say.NotRunning);
        Rule.Require(reason.Length is > 0 and <= LongestReason, Say.GiveAReason(LongestReason));
        Rule.Require(untilAt > now && untilAt > fromAt, Say.EndsInTheFuture);
        Rule.Require(untilAt - fromAt <= TimeSpan.FromDays(LongestDays) && fromAt - now <= TimeSpan.FromDays(LongestDays), Say.NotSoLong(LongestDays));
        return new StationException { StationId = station.Id, UnionId = station.UnionId, Kind = Code(kind), Reason = reason, FromAt = fromAt, UntilAt = untilAt, MadeAt = now, IsTap = isTap };
    }

    /// <summary>The times for which some of these say that it is open longer.</summary>
    public static IReadOnlyList<(DateTime From, DateTime Until)> Longer(IEnumerable<StationException> changes) => [.. changes.Where(change => change.IsLonger).Select(change => (change.FromAt, change.UntilAt))];

    public void End(DateTime at)
    {
        Rule.Require(UntilAt > at, Say.OverAlready);
        UntilAt = at > FromAt ? at : FromAt;
    }

    static string Code(ChangeKind kind) => kind.ToString().ToLowerInvariant();
}
