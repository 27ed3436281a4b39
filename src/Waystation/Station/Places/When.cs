using System.Globalization;
using Waystation.Shared;

namespace Waystation.Places;

/// <summary>Says an instant as people do: 17:00, 明天 09:00, 周一 09:00, 12月31日 09:00.</summary>
static class When
{
    public static string Said(DateTimeOffset at, DateTimeOffset now)
    {
        var (local, today) = (City.LocalTime(at), City.DayOf(now));
        var clock = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return (DateOnly.FromDateTime(local).DayNumber - today.DayNumber) switch
        {
            0 => clock,
            1 => Words.Say("places.tomorrow", clock),
            -1 => Words.Say("places.yesterday", clock),
            > 1 and < 7 => Words.Say("places.on-weekday", Weekday(local.DayOfWeek), clock),
            _ => Words.Say("places.on-day", local.Year, local.Month, local.Day, clock),
        };
    }

    /// <summary>How long something is past: 5 分钟前, 3 小时前, 12 天前.</summary>
    public static string Ago(TimeSpan past) => past switch
    {
        { TotalMinutes: < 1 } => Words.Say("places.just-now"),
        { TotalHours: < 1 } => Words.Say("places.minutes-ago", (int)past.TotalMinutes),
        { TotalDays: < 1 } => Words.Say("places.hours-ago", (int)past.TotalHours),
        _ => Words.Say("places.days-ago", (int)past.TotalDays),
    };

    public static string Weekday(DayOfWeek day) => Words.Say($"places.weekday-{(int)day}");
}
