using System.Globalization;
using Waystation.Shared;

namespace Waystation.Evidence;

/// <summary>Reads what a browser's date-and-time field sends: the city's wall clock.</summary>
static class CityTime
{
    /// <summary>UTC; null where the field was left empty.</summary>
    public static DateTime? Read(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;

        var isTime = DateTime.TryParseExact(typed, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local);
        Rule.Require(isTime, Say.TimeWrong);
        return TimeZoneInfo.ConvertTimeToUtc(local, City.Zone);
    }
}
