using Waystation.Calendar;
using Waystation.Rulebook;

namespace Waystation.Places;

public enum ChangeKind : byte { Closed, Open, Full }

/// <summary>Between two instants a station is not as its hours say, for a reason: 盘点, 晚开, 高温延时; or it is full.</summary>
public sealed record TimedChange(ChangeKind Kind, DateTimeOffset From, DateTimeOffset Until, string Reason)
{
    public bool Holds(DateTimeOffset at) => at >= From && at < Until;
}

/// <summary>What lately was said of one station besides its hours.</summary>
/// <param name="Shut">When visitors stood before a closed door, each counted once, the earliest first.</param>
/// <param name="Fine">When visitors found it as it should be.</param>
/// <param name="Troubles">Facilities that visitors found broken, and when.</param>
public sealed record Said(IReadOnlyList<DateTimeOffset> Shut, IReadOnlyList<DateTimeOffset> Fine, IReadOnlyList<(string Facility, DateTimeOffset At)> Troubles, IReadOnlyList<TimedChange> Changes)
{
    public static readonly Said Nothing = new([], [], [], []);

    /// <summary>How many, beyond those who found it open after the first of them, stood before a closed door in the hours before this instant.</summary>
    public int DoubtsAt(DateTimeOffset at, KnowledgeRule rule)
    {
        if (Shut.Count == 0) return 0;

        var since = at.AddHours(-rule.ReportsHoldHours);
        var shut = Shut.Where(t => t > since && t <= at).ToArray();
        return shut.Length == 0 ? 0 : Math.Max(0, shut.Length - Fine.Count(t => t >= shut[0] && t <= at));
    }

    public TimedChange? ChangeAt(DateTimeOffset at, Func<ChangeKind, bool> of) => Changes.LastOrDefault(c => of(c.Kind) && c.Holds(at));
}

/// <summary>What a place's hours say, and on top of it what people say.</summary>
static class PlaceOpening
{
    public static Opening OpeningAt(this Place place, DateTimeOffset at, WorkingCalendar calendar) =>
        place.With(place.Hours?.At(at, calendar) ?? default, at, calendar);

    /// <param name="byHours">What the hours say at the instant.</param>
    public static Opening With(this Place place, Opening byHours, DateTimeOffset at, WorkingCalendar calendar)
    {
        if (place.Status == StationStatus.Suspended || ReferenceEquals(place.Said, Said.Nothing)) return byHours;
        if (place.Said.ChangeAt(at, kind => kind is not ChangeKind.Full) is { } change) return Changed(place, change, calendar);

        var next = place.Said.Changes.FirstOrDefault(c => c.From > at && c.Kind is not ChangeKind.Full && c.From < (byHours.Until ?? DateTimeOffset.MaxValue) && (c.Kind is ChangeKind.Closed) == byHours.State is OpenState.Open);
        if (byHours.State is OpenState.Open && place.Said.DoubtsAt(at, place.Rule) >= place.Rule.VisitorsToDoubt) return default;
        return next is null ? byHours : byHours with { Until = next.From };
    }

    /// <summary>It stays so until the change is over, or longer where the hours then say the same.</summary>
    static Opening Changed(Place place, TimedChange change, WorkingCalendar calendar)
    {
        var state = change.Kind is ChangeKind.Open ? OpenState.Open : OpenState.Closed;
        var after = place.Hours?.At(change.Until, calendar) ?? default;
        return new(state, after.State == state ? after.Until : change.Until);
    }
}
