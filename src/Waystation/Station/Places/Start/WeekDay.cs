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
    public static IEnumerable<WeekDay> Of(OpeningHours? hours, WorkingCalendar calendar, DateOnly today) =>
        hours is null ? [] : Enumerable.Range(0, Ahead).Select(today.AddDays).Select(day => new WeekDay(day, Told(hours.OpenOn(day, calendar)), Special(calendar, day), day == today));

    static string Told(IReadOnlyList<(int From, int To)> open) => open switch
    {
        [] => Words.Say("places.day-closed"),
        [(0, 1440)] => Words.Say("places.day-always"),
        _ => string.Join("  ", open.Select(span => $"{Clock(span.From)}–{Clock(span.To)}")),
    };

    static string Special(WorkingCalendar calendar, DateOnly day) =>
        calendar.IsHoliday(day) ? Words.Say("places.day-holiday", calendar.NameOf(day)) : calendar.IsMakeUpDay(day) ? Words.Say("places.day-make-up") : "";

    static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60}:{minute % 60:00}");
}
