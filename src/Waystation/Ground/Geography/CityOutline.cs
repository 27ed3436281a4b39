using System.Text.Json;

namespace Waystation.Geography;

/// <summary>The city's outline as its districts' polygons, in GCJ-02. Answers whether a position lies in the city and how far outside.</summary>
public sealed class CityOutline
{
    readonly record struct Ring(string District, double[] Lon, double[] Lat);

    static readonly Lazy<CityOutline> beijing = new(() => Read(
        typeof(CityOutline).Assembly.GetManifestResourceStream("geography/beijing-districts.geojson")!));

    readonly Ring[] rings;

    CityOutline(Ring[] rings) => this.rings = rings;

    public static CityOutline Beijing => beijing.Value;

    /// <summary>Reads a GeoJSON FeatureCollection of polygons and multipolygons; each feature's <c>id</c> is a district's code.</summary>
    public static CityOutline Read(Stream geoJson)
    {
        using var document = JsonDocument.Parse(geoJson);
        return new CityOutline([.. document.RootElement.GetProperty("features").EnumerateArray().SelectMany(RingsOf)]);
    }

    /// <summary>Metres from a WGS-84 position to the city: 0 inside.</summary>
    public double MetresOutside(Position wgs)
    {
        if (!wgs.IsOnEarth) return double.PositiveInfinity;

        var p = Datum.Gcj02.FromWgs84(wgs);
        return rings.Any(r => Contains(r, p)) ? 0 : rings.Min(r => MetresTo(r, p));
    }

    /// <summary>The code of the district a WGS-84 position lies in by the coarse outline, or null.</summary>
    public string? DistrictAt(Position wgs)
    {
        var p = Datum.Gcj02.FromWgs84(wgs);
        return rings.FirstOrDefault(r => Contains(r, p)).District;
    }

    /// <summary>The middle of a district's bounding box, in WGS-84: a place to stand for "somewhere in this district".</summary>
    public Position? MiddleOf(string district)
    {
        var own = rings.Where(r => r.District == district).ToArray();
        if (own.Length == 0) return null;

        var lat = (own.Min(r => r.Lat.Min()) + own.Max(r => r.Lat.Max())) / 2;
        var lon = (own.Min(r => r.Lon.Min()) + own.Max(r => r.Lon.Max())) / 2;
        return Datum.Gcj02.ToWgs84(new Position(lat, lon));
    }

    /// <summary>The districts' rings as positions in the datum named.</summary>
    public IEnumerable<IEnumerable<Position>> In(Datum datum) =>
        rings.Select(r => r.Lat.Zip(r.Lon, (lat, lon) => datum == Datum.Gcj02 ? new Position(lat, lon) : datum.FromWgs84(Datum.Gcj02.ToWgs84(new Position(lat, lon)))));

    static IEnumerable<Ring> RingsOf(JsonElement feature)
    {
        var district = feature.GetProperty("id").ToString();
        var geometry = feature.GetProperty("geometry");
        var coordinates = geometry.GetProperty("coordinates");
        var polygons = geometry.GetProperty("type").GetString() == "MultiPolygon" ? [.. coordinates.EnumerateArray()] : new[] { coordinates };
        return polygons.Select(polygon => OuterRing(district, polygon[0]));
    }

    // Holes are left out: a hole in one district is another district.
    static Ring OuterRing(string district, JsonElement points) => new(
        district,
        [.. points.EnumerateArray().Select(p => p[0].GetDouble())],
        [.. points.EnumerateArray().Select(p => p[1].GetDouble())]);

    static bool Contains(Ring ring, Position p)
    {
        var inside = false;
        for (int i = 0, j = ring.Lon.Length - 1; i < ring.Lon.Length; j = i++)
        {
            if (ring.Lat[i] > p.Lat == ring.Lat[j] > p.Lat) continue;

            var crossing = (ring.Lon[j] - ring.Lon[i]) * (p.Lat - ring.Lat[i]) / (ring.Lat[j] - ring.Lat[i]) + ring.Lon[i];
            if (p.Lon < crossing) inside = !inside;
        }

        return inside;
    }

    /// <summary>To the nearest point of the nearest edge.</summary>
    static double MetresTo(Ring ring, Position p)
    {
        var nearest = double.PositiveInfinity;
        for (int i = 0, j = ring.Lon.Length - 1; i < ring.Lon.Length; j = i++)
            nearest = Math.Min(nearest, new Stretch(new(ring.Lat[j], ring.Lon[j]), new(ring.Lat[i], ring.Lon[i])).NearestTo(p).Metres);
        return nearest;
    }
}
