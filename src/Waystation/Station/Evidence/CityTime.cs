using System.Globalization;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Evidence;

/// <summary>Reads what a browser's date-and-time field sends, or what is typed by hand where a phone has no such field: the city's wall clock.</summary>
static class CityTime
{
    static readonly string[] ways = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-M-d H:mm"];

    /// <summary>UTC; null where the field was left empty.</summary>
    public static DateTime? Read(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;

        var isTime = DateTime.TryParseExact(Plain.Text(typed).Replace('/', '-'), ways, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local);
        Rule.Require(isTime, Say.TimeWrong);
        return TimeZoneInfo.ConvertTimeToUtc(local, City.Zone);
    }
}
