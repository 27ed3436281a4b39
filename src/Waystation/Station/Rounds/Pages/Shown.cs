using System.Globalization;
using Waystation.Shared;

namespace Waystation.Rounds.Pages;

/// <summary>How this room's pages write things.</summary>
static class Shown
{
    public static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Days(DateOnly from, DateOnly until) => from == until ? Day(from) : $"{Day(from)} – {Day(until)}";

    public static string Time(DateTime at) => City.LocalTime(new DateTimeOffset(at, TimeSpan.Zero)).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>For paper and tables, which are read in other years too.</summary>
    public static string FullTime(DateTime at) => City.LocalTime(new DateTimeOffset(at, TimeSpan.Zero)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Of(Enum value) => Words.Say($"rounds.{Room(value)}-{Wire.Code(value)}");

    /// <summary>The item in its own words says how it should be, and read alone it sounds as if it were so.</summary>
    public static string Title(Fault fault) => Words.Say("rounds.not-met", fault.TitleIn(English));

    public static string Badge(StopState state) => state switch { StopState.Seen => "open", StopState.Left => "unknown", StopState.Excused => "over", _ => "closed" };

    public static string Badge(Fault fault, DateOnly today, bool isGone = false) => fault.State switch { FaultState.Closed => "open", _ when isGone => "over", FaultState.Mended => "likely", FaultState.Withdrawn => "over", _ => fault.DueOn < today ? "closed" : "todo" };

    /// <summary>The nearest of the eight that the phone offers.</summary>
    public static string Bearing(int degrees) => Words.Say($"rounds.bearing-{(degrees + 22) / 45 % 8 * 45}");

    static string Room(Enum value) => value switch
    {
        Severity => "severity", Owner => "owner", Answer => "answer", Agreed => "agreed", Standing => "standing", StopState => "stop", _ => "fault",
    };
}
