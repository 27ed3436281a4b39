using Waystation.Calendar;

namespace Waystation.Places;

/// <summary>
/// Which of the map's distinct opening hours hold in one minute. Many places share the same hours, so a search asks a small
/// table instead of a calendar; when it next changes is worked out only for those that are told.
/// </summary>
sealed class OpenBoard
{
    readonly OpeningHours?[] schedules;
    readonly WorkingCalendar calendar;
    readonly Opening?[] told;

    public OpenBoard(OpeningHours?[] schedules, DateTimeOffset minute, WorkingCalendar calendar)
    {
        (this.schedules, Minute, this.calendar) = (schedules, minute, calendar);
        told = new Opening?[schedules.Length];
        States = Array.ConvertAll(schedules, hours => hours?.StateAt(minute, calendar) ?? OpenState.Unknown);
    }

    public DateTimeOffset Minute { get; }

    /// <summary>By the number of the hours in the map.</summary>
    public OpenState[] States { get; }

    public Opening Of(int schedule)
    {
        if (told[schedule] is { } known) return known;

        var opening = schedules[schedule] is { } hours ? hours.At(Minute, calendar) : default;
        // Two searchers may both work it out; they find the same.
        told[schedule] = opening;
        return opening;
    }
}
