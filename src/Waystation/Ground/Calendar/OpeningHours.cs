using System.Numerics;
using Waystation.Shared;

namespace Waystation.Calendar;

public enum OpenState : byte { Unknown, Open, Closed }

/// <summary>Whether a place is open at an instant, and until when that stays so (null: for ever, or not known).</summary>
public readonly record struct Opening(OpenState State, DateTimeOffset? Until);

/// <summary>
/// When a place is open: a text in OpenStreetMap's <c>opening_hours</c> syntax, of which README.md names the part that is understood.
/// Times are the city's wall clock. Immutable; safe for many threads.
/// </summary>
public sealed class OpeningHours
{
    const int Horizon = 2 * 366, DayMinutes = 1440, Friday = 4;

    readonly OpeningRule[] rules;
    readonly int[] boundaries;
    readonly bool restsOnHolidays, neverChanges;

    OpeningHours(string text, OpeningRule[] rules)
    {
        (Text, this.rules) = (text, rules);
        boundaries = [.. rules.SelectMany(r => r.Spans ?? []).SelectMany(s => new[] { s.From, s.To }).Append(0).Where(b => b < DayMinutes).Distinct().Order()];
        restsOnHolidays = rules.Any(r => r is { Holidays: true, Open: false, Spans: null });
        neverChanges = rules is [{ NamesDays: false, Spans: null }];
    }

    public string Text { get; }

    /// <summary>Every ordinary week is like every other: no rule holds for some time of the year only.</summary>
    public bool IsWeekly => Array.TrueForAll(rules, rule => rule.Dates.Length == 0);

    /// <summary>Null for a text it does not wholly understand, too long a one included: then the state is unknown.</summary>
    public static OpeningHours? Read(string text) =>
        OpeningHoursReader.Read(text) is { Count: > 0 and <= 64 } rules ? new OpeningHours(text, [.. rules]) : null;

    public OpenState StateAt(DateTimeOffset instant, WorkingCalendar calendar)
    {
        var local = City.LocalTime(instant);
        return StateOf(IsOpen(RulesOf(DateOnly.FromDateTime(local), calendar), MinuteOf(local)));
    }

    /// <summary>The state and when it next changes, sought for two years.</summary>
    public Opening At(DateTimeOffset instant, WorkingCalendar calendar)
    {
        var local = City.LocalTime(instant);
        var (day, minute) = (DateOnly.FromDateTime(local), MinuteOf(local));
        var open = IsOpen(RulesOf(day, calendar), minute);
        if (neverChanges) return new Opening(StateOf(open), null);

        for (var ahead = 0; ahead < Horizon && day < DateOnly.MaxValue; ahead++, day = day.AddDays(1), minute = -1)
        {
            if (ChangeOn(RulesOf(day, calendar), minute, open) is { } at)
                return new Opening(StateOf(open), InCity(day.ToDateTime(TimeOnly.MinValue).AddMinutes(at)));
        }

        return new Opening(StateOf(open), null);
    }

    /// <summary>When it is open on a day of the city, in minutes of that day from 0 to 1440.</summary>
    public IReadOnlyList<(int From, int To)> OpenOn(DateOnly day, WorkingCalendar calendar)
    {
        var (today, open) = (RulesOf(day, calendar), new List<(int From, int To)>());
        for (var i = 0; i < boundaries.Length; i++)
        {
            if (!IsOpen(today, boundaries[i])) continue;

            var to = i + 1 < boundaries.Length ? boundaries[i + 1] : DayMinutes;
            if (open is [.., var last] && last.To == boundaries[i]) open[^1] = (last.From, to);
            else open.Add((boundaries[i], to));
        }

        return open;
    }

    int? ChangeOn(ulong today, int after, bool open)
    {
        foreach (var boundary in boundaries)
            if (boundary > after && IsOpen(today, boundary) != open) return boundary;
        return null;
    }

    /// <summary>
    /// The rules that count on a day, as bits: a rule that opens on named days wipes out those before it, the evening's spill included,
    /// as the reference implementation does; one after a comma, or one that closes, is laid over them.
    /// </summary>
    ulong RulesOf(DateOnly day, WorkingCalendar calendar)
    {
        ulong counting = 0;
        var before = day == DateOnly.MinValue ? day : day.AddDays(-1);
        for (var i = 0; i < rules.Length; i++)
        {
            var rule = rules[i];
            var began = rule.Spilled ? before : day;
            if (!rule.Meets(began, WeekdayOf(began, calendar), rule.Holidays && calendar.IsHoliday(began))) continue;

            var replaces = rule is { Open: true, Spilled: false, Adds: false } && (rule.NamesDays || (i > 0 && !rules[i - 1].NamesDays));
            counting = (replaces ? 0 : counting) | 1UL << i;
        }

        return counting;
    }

    bool IsOpen(ulong counting, int minute)
    {
        for (; counting != 0; counting &= ~(1UL << BitOperations.Log2(counting)))
        {
            var last = rules[BitOperations.Log2(counting)];
            if (last.Meets(minute)) return last.Open;
        }

        return false;
    }

    /// <summary>Monday is 0. Where holidays are rested, a weekend day worked instead of another counts as a Friday (README.md says why).</summary>
    int WeekdayOf(DateOnly day, WorkingCalendar calendar)
    {
        var weekday = ((int)day.DayOfWeek + 6) % 7;
        return weekday > Friday && restsOnHolidays && calendar.IsMakeUpDay(day) ? Friday : weekday;
    }

    static OpenState StateOf(bool open) => open ? OpenState.Open : OpenState.Closed;

    static int MinuteOf(DateTime local) => local.Hour * 60 + local.Minute;

    static DateTimeOffset InCity(DateTime local) => new(local, City.Zone.GetUtcOffset(local));
}
