using Waystation.Geography;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Places;

/// <summary>Where a row of a register says that something stands, and what is wrong with that or was assumed.</summary>
static class RegisterLocation
{
    /// <summary>The outline is about a kilometre precise, and places at the border serve people on both sides.</summary>
    public const double CityMargin = 5_000;

    /// <summary>About one of the three columns.</summary>
    public sealed record Finding(string Column, string Code, Severity Severity, Sentence Message);

    /// <param name="datum">What the row says that its coordinates refer to.</param>
    /// <returns>Without a location: the findings say why.</returns>
    public static (Location? Location, IReadOnlyList<Finding> Findings) Read(Cell lon, Cell lat, string datum)
    {
        if (CoordinateText.Read(lon, lat) is not { } given)
            return (null, [Note("经度", "no-coordinates", lon.IsBlank && lat.IsBlank ? Say.NoCoordinates : Say.CoordinatesUnreadable(lon.Text, lat.Text))]);
        if (!Datums.TryRead(datum, out var read) && datum.Length > 0) return (null, [Note("坐标系", "datum-unknown", Say.DatumUnknown(datum))]);

        Finding[] assumed = datum.Length == 0 ? [Note("坐标系", "datum-assumed", Say.DatumAssumed)] : [];
        var location = new Location(new Position(given.Lat, given.Lon), datum.Length == 0 ? Datum.Gcj02 : read);
        return Wrong(location) is { } wrong ? (null, [.. assumed, wrong]) : (location, assumed);
    }

    /// <summary>Null: in the city.</summary>
    static Finding? Wrong(Location location)
    {
        var (metres, given) = (CityOutline.Beijing.MetresOutside(location.Wgs84), location.Given);
        if (metres <= CityMargin) return null;

        var swapped = CityOutline.Beijing.MetresOutside(location.Datum.ToWgs84(given.Swap())) <= CityMargin;
        return swapped
            ? new("经度", "coordinates-swapped", Severity.Refused, Say.CoordinatesSwapped(given.Lon, given.Lat))
            : new("经度", "outside-city", Severity.Refused, double.IsInfinity(metres) ? Say.NotOnEarth(given.Lon, given.Lat) : Say.OutsideCity(Math.Round(metres / 1000)));
    }

    static Finding Note(string column, string code, Sentence message) => new(column, code, Severity.Note, message);
}
