using Waystation.Calendar;

namespace Waystation.OpenData;

/// <summary>On these weekdays it opens and closes at these times; one that closes no later than it opens closes on the next day.</summary>
sealed record WeeklyHours(string Days, string Opens, string Closes)
{
    const int Day = 1440;
    static readonly string[] names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary>A Monday in a year without holidays, in the calendar that is asked.</summary>
    static readonly DateOnly monday = new(2026, 6, 1);

    /// <summary>Nothing where no week is like the next: then only the text of the hours tells them.</summary>
    public static IReadOnlyList<WeeklyHours> Of(OpeningHours hours)
    {
        if (!hours.IsWeekly) return [];

        var week = Enumerable.Range(0, 7).Select(day => Joined(hours, day));
        return
        [
            .. week.SelectMany((spans, day) => spans.Select(span => (span, day))).GroupBy(s => s.span, s => names[s.day])
                .Select(s => new WeeklyHours(string.Join(',', s), Clock(s.Key.From), s.Key is (0, Day) ? "23:59+08:00" : Clock(s.Key.To % Day))),
        ];
    }

    /// <summary>A night belongs to the day on which it began.</summary>
    static IEnumerable<(int From, int To)> Joined(OpeningHours hours, int day)
    {
        foreach (var (from, to) in Open(hours, day))
        {
            if (from == 0 && to < Day && EndsAtMidnight(hours, day - 1)) continue;
            var morning = to == Day && from > 0 ? Open(hours, day + 1).FirstOrDefault() : default;
            yield return morning is (0, < Day and > 0) ? (from, Day + morning.To) : (from, to);
        }
    }

    static bool EndsAtMidnight(OpeningHours hours, int day) => Open(hours, day) is [.., ( > 0, Day)];

    static IReadOnlyList<(int From, int To)> Open(OpeningHours hours, int day) => hours.OpenOn(monday.AddDays(day), WorkingCalendar.Ordinary);

    static string Clock(int minute) => FormattableString.Invariant($"{minute / 60:00}:{minute % 60:00}+08:00");
}
