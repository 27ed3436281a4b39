using Waystation.Calendar;
using Waystation.Rulebook;
using Waystation.Shared;

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

    /// <summary>
    /// How many, beyond those who found it open after the first of them, stood before a closed door in the hours before this instant. Whether two are one is known
    /// of one day only: of two days that these hours touch the one with more counts, or who comes before and after midnight would be believed twice.
    /// </summary>
    public int DoubtsAt(DateTimeOffset at, KnowledgeRule rule)
    {
        if (Shut.Count == 0) return 0;

        var since = at.AddHours(-rule.ReportsHoldHours);
        var shut = Shut.Where(t => t > since && t <= at).ToArray();
        return shut.Length == 0 ? 0 : Math.Max(0, MostOfADay(shut) - MostOfADay(Fine.Where(t => t >= shut[0] && t <= at)));
    }

    static int MostOfADay(IEnumerable<DateTimeOffset> said) => said.CountBy(City.DayOf).Select(day => day.Value).DefaultIfEmpty().Max();

    public TimedChange? ChangeAt(DateTimeOffset at, Func<ChangeKind, bool> of) => Changes.LastOrDefault(c => of(c.Kind) && c.Holds(at));

    /// <summary>Nothing of it is to be seen: what was said later says otherwise for all of its time.</summary>
    public bool IsCovered(TimedChange change) => Changes.SkipWhile(c => c != change).Any(c => c.Kind is not ChangeKind.Full && c.Kind != change.Kind && c.From <= change.From && c.Until >= change.Until);
}

/// <summary>What a place's hours say, and on top of it what people say: of two who speak of the same time whoever spoke last.</summary>
static class PlaceOpening
{
    public static Opening OpeningAt(this Place place, DateTimeOffset at, WorkingCalendar calendar) =>
        place.With(place.Hours?.At(at, calendar) ?? default, at, calendar);

    /// <param name="byHours">What the hours say at the instant.</param>
    public static Opening With(this Place place, Opening byHours, DateTimeOffset at, WorkingCalendar calendar)
    {
        var state = place.StateWith(byHours.State, at);
        if (state is OpenState.Unknown && byHours.State is OpenState.Open) return default;
        return place.IsAsPosted || place.Said.Changes.Count == 0 ? byHours : new(state, UntilOtherwise(place, state, byHours.Until, at, calendar));
    }

    /// <summary>The same without until when.</summary>
    public static OpenState StateWith(this Place place, OpenState byHours, DateTimeOffset at)
    {
        if (place.IsAsPosted) return byHours;
        if (SpokenOf(place, at) is { } change) return StateOf(change);
        return byHours is OpenState.Open && place.Said.DoubtsAt(at, place.Rule) >= place.Rule.VisitorsToDoubt ? OpenState.Unknown : byHours;
    }

    /// <summary>From one boundary to the next, of hours or of what was said, until it is not the same any more. Null: it stays so.</summary>
    static DateTimeOffset? UntilOtherwise(Place place, OpenState state, DateTimeOffset? hoursUntil, DateTimeOffset at, WorkingCalendar calendar)
    {
        for (var holds = SpokenOf(place, at); NextAfter(place.Said.Changes, holds is null ? hoursUntil : null, at) is { } next;)
        {
            holds = SpokenOf(place, next);
            var byHours = holds is null ? place.Hours?.At(next, calendar) ?? default : default;
            if ((holds is null ? byHours.State : StateOf(holds)) != state) return next;
            (at, hoursUntil) = (next, byHours.Until);
        }

        return null;
    }

    static TimedChange? SpokenOf(Place place, DateTimeOffset at) => place.Said.ChangeAt(at, kind => kind is not ChangeKind.Full);

    static DateTimeOffset? NextAfter(IReadOnlyList<TimedChange> changes, DateTimeOffset? hoursUntil, DateTimeOffset at)
    {
        var next = hoursUntil;
        foreach (var change in changes)
        {
            if (change.Kind is ChangeKind.Full) continue;
            if (change.From > at && !(change.From >= next)) next = change.From;
            if (change.Until > at && !(change.Until >= next)) next = change.Until;
        }

        return next;
    }

    static OpenState StateOf(TimedChange change) => change.Kind is ChangeKind.Open ? OpenState.Open : OpenState.Closed;
}
