using System.Globalization;
using Waystation.Shared;

namespace Waystation.MyData;

/// <summary>Instants as the city's clock showed them.</summary>
static class When
{
    public static string Spoken(DateTime at) => City.LocalTime(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
