using Waystation.Calendar;

namespace Waystation.Hours;

/// <summary>The form's week of hours that stand already: an ordinary week is worked out by the rules, and a public holiday beside it.</summary>
public static class ReadWeek
{
    // A week without a holiday or a moved day, and a holiday on a weekday, of a year that the calendar knows.
    static readonly DateOnly monday = new(2025, 6, 16), holiday = new(2025, 10, 1);

    /// <returns>Null where there are none that certain, or where they change with the season: then the form begins empty.</returns>
    public static StationWeek? Of(string? syntax, WorkingCalendar calendar)
    {
        if (syntax is null || OpeningHours.Read(syntax) is not { IsWeekly: true } hours) return null;

        // One more at both ends: what ran past midnight is seen from both sides.
        var open = Enumerable.Range(-1, 9).Select(day => hours.OpenOn(monday.AddDays(day), calendar)).ToArray();
        if (open.All(IsWhole) && IsWhole(hours.OpenOn(holiday, calendar))) return StationWeek.Always;

        IReadOnlyList<OpenSpan>[] days = [.. Enumerable.Range(1, 7).Select(day => Joined(open[day - 1], open[day], open[day + 1]))];
        var onHoliday = Joined([], hours.OpenOn(holiday, calendar), []);
        var asEver = !syntax.Contains("PH", StringComparison.Ordinal);
        var week = new StationWeek(false, days, asEver ? OnHolidays.AsEver : onHoliday.Count == 0 ? OnHolidays.Closed : OnHolidays.Own, asEver ? [] : onHoliday);
        return week.Days.Append(week.Holiday).All(day => day.Count <= StationWeek.MostSpans) ? week : null;
    }

    static bool IsWhole(IReadOnlyList<(int From, int To)> day) => day is [(0, OpenSpan.Day)];

    /// <summary>What runs into the night belongs to the day on which it began.</summary>
    static IReadOnlyList<OpenSpan> Joined(IReadOnlyList<(int From, int To)> before, IReadOnlyList<(int From, int To)> day, IReadOnlyList<(int From, int To)> after)
    {
        if (IsWhole(day)) return [new(0, OpenSpan.Day)];

        var spilled = before is [.., var evening] && RunsOn(evening, day);
        return [.. day.Skip(spilled ? 1 : 0).Select(span => RunsOn(span, after) ? new OpenSpan(span.From, after[0].To) : new OpenSpan(span.From, span.To))];
    }

    /// <summary>To midnight and on from there, for less than a whole day.</summary>
    static bool RunsOn((int From, int To) evening, IReadOnlyList<(int From, int To)> next) => evening.To == OpenSpan.Day && next is [(0, var until), ..] && until < evening.From;
}
