using System.Globalization;
using System.Text.RegularExpressions;
using Waystation.Tables;

namespace Waystation.Places;

/// <summary>A longitude or latitude as people type it: a number, 116.397°, E116.397, 东经116°23′51.3″, or both in one cell.</summary>
static partial class CoordinateText
{
    /// <summary>The pair of two cells, in degrees as given; null when either says no number.</summary>
    public static (double Lon, double Lat)? Read(Cell lon, Cell lat)
    {
        if (Degrees(lon) is { } x && Degrees(lat) is { } y) return (x, y);

        return Pair(lon.Text) is { } first && (lat.IsBlank || lat.Text == lon.Text) ? first : Pair(lat.Text) is { } second && lon.IsBlank ? second : null;
    }

    static (double Lon, double Lat)? Pair(string text)
    {
        var halves = Plain.Text(text).Split([',', ';', '/', ' ', '、'], StringSplitOptions.RemoveEmptyEntries);
        return halves.Length == 2 && Degrees(Cell.Of(halves[0])) is { } lon && Degrees(Cell.Of(halves[1])) is { } lat ? (lon, lat) : null;
    }

    static double? Degrees(Cell cell)
    {
        if (cell.Kind is CellKind.Number) return cell.Number;

        var match = Angle().Match(Plain.Compact(cell.Text).ToUpperInvariant());
        if (!match.Success) return null;

        var degrees = Part(match, "d") + Part(match, "m") / 60 + Part(match, "s") / 3600;
        return match.Groups["minus"].Success || match.Groups["half"].Value is "S" or "W" or "南纬" or "西经" ? -degrees : degrees;
    }

    static double Part(Match match, string group) =>
        match.Groups[group].Success ? double.Parse(match.Groups[group].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("""^(?:经度|纬度|LON|LAT)?:?(?<half>东经|西经|北纬|南纬|[EWNS])?(?<minus>-)?(?<d>\d{1,3}(?:\.\d{1,15})?)(?:[°度ºD˚](?:(?<m>\d{1,2}(?:\.\d+)?)(?:['′‘’分](?:(?<s>\d{1,2}(?:\.\d+)?)(?:["″“”秒]|''|′′)?)?)?)?)?(?<half>[EWNS])?$""")]
    private static partial Regex Angle();
}
