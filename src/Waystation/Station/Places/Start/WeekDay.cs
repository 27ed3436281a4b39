using System.Globalization;
using Waystation.Calendar;
using Waystation.Shared;

namespace Waystation.Places;

/// <summary>One day of a station's coming week: its hours in words, and what is special about it.</summary>
public sealed record WeekDay(DateOnly On, string Hours, string Note, bool IsToday)
{
    const int Ahead = 7;

    public string Name => When.Weekday(On.DayOfWeek);
    public string Day => On.ToString("M-d", CultureInfo.InvariantCulture);

    /// <summary>From today on; nothing where the hours are unknown.</summary>
    public static IEnumerable<WeekDay> Of(OpeningHours? hours, WorkingCalendar calendar, DateOnly today, Said? said = null) =>
        hours is null ? [] : Enumerable.Range(0, Ahead).Select(today.AddDays)
            .Select(day => new WeekDay(day, Told(hours.OpenOn(day, calendar)), string.Join("\n", Changes(said, day).Prepend(Special(calendar, day)).Where(note => note.Length > 0)), day == today));

    static string Told(IReadOnlyList<(int From, int To)> open) => open switch
    {
        [] => Words.Say("places.day-closed"),
        [(0, 1440)] => Words.Say("places.day-always"),
        _ => string.Join("  ", open.Select(span => $"{Clock(span.From)}–{Clock(span.To)}")),
    };

    static string Special(WorkingCalendar calendar, DateOnly day) =>
        calendar.IsHoliday(day) ? Words.Say("places.day-holiday", calendar.NameOf(day)) : calendar.IsMakeUpDay(day) ? Words.Say("places.day-make-up") : "";

    static IEnumerable<string> Changes(Said? said, DateOnly day)
    {
        if (said is null) yield break;

        foreach (var change in said.Changes.Where(c => c.Kind is not ChangeKind.Full && !said.IsCovered(c)).OrderBy(c => c.From))
        {
            var (from, to) = (MinuteOn(day, change.From), MinuteOn(day, change.Until));
            if (from < to) yield return Words.Say(change.Kind is ChangeKind.Open ? "places.day-change-open" : "places.day-change-closed", change.Reason, Clock(from), Clock(to));
        }
    }

    /// <summary>Of that day: 0 for what came before it, 1440 for what comes after.</summary>
    static int MinuteOn(DateOnly day, DateTimeOffset at) => (int)Math.Clamp((City.LocalTime(at) - day.ToDateTime(TimeOnly.MinValue)).TotalMinutes, 0, 1440);

    static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60}:{minute % 60:00}");
}
