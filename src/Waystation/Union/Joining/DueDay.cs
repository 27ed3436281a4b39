using System.Globalization;
using Waystation.Shared;

namespace Waystation.Joining;

/// <summary>A day as people say it: today, tomorrow, 11月26日; past days say that they are past.</summary>
public static class DueDay
{
    public static string Said(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        < 0 => Words.Say("joining.day-past", Short(day)),
        0 => Words.Say("joining.day-today"),
        1 => Words.Say("joining.day-tomorrow", Short(day)),
        _ => day.Year == today.Year ? Short(day) : Exact(day),
    };

    public static string Exact(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Of(DateTime at) => Exact(City.DayOf(at));

    static string Short(DateOnly day) => Words.Say("joining.day", day);
}
