using Waystation.Geography;
using Waystation.Places;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.ShiftRoutes;

/// <summary>
/// Reads a way as it was typed or drawn, a point a line: a pair of coordinates, or a station by its number or whole name; or as a
/// phone recorded it (<see cref="TrackFile"/>). Points that say nothing new are left out.
/// </summary>
public sealed class ReadLine(StationIndex stations)
{
    /// <summary>A road drawn by hand is no more precise, and a walk recorded each second has thousands of points.</summary>
    const double PreciseMetres = 3;
    const int MostLines = 5000;
    static readonly Cell none = Cell.Of("");

    /// <param name="datum">What typed coordinates refer to.</param>
    /// <exception cref="Refusal">Names the line that is wrong.</exception>
    public RouteLine Typed(string? text, Datum datum)
    {
        var lines = (text ?? "").ReplaceLineEndings("\n").Split('\n');
        Rule.Require(lines.Length <= MostLines, Say.TooManyPoints(MostLines, lines.Length));
        return Line([.. lines.Index().Where(line => !Plain.IsBlank(line.Item)).Select(line => Point(line.Index + 1, line.Item, datum))]);
    }

    /// <exception cref="Refusal">It is no such file, or what it holds lies outside of the city.</exception>
    public static RouteLine Recorded(Stream file)
    {
        var points = TrackFile.Read(file);
        foreach (var (i, point) in points.Index()) Rule.Require(point.IsOnEarth, Say.PointOutside(i + 1));
        var line = Line(points);
        foreach (var (i, point) in line.Points.Index()) Rule.Require(CityOutline.Beijing.MetresOutside(point) <= RegisterLocation.CityMargin, Say.PointOutside(i + 1));
        return line;
    }

    static RouteLine Line(IReadOnlyList<Position> points)
    {
        List<Position> apart = [];
        foreach (var point in points)
            if (apart.Count == 0 || Sphere.Metres(apart[^1], point) >= 1) apart.Add(point);
        Rule.Require(apart.Count >= 2, Say.TwoPointsLeast);
        return new RouteLine(apart).Thinned(PreciseMetres);
    }

    Position Point(int row, string typed, Datum datum)
    {
        var cell = Cell.Of(typed);
        if (CoordinateText.Read(cell, none) is null) return Named(row, Plain.Text(typed));

        var (location, findings) = RegisterLocation.Read(cell, none, datum.Code());
        return location?.Wgs84 ?? throw new Refusal(Say.PointWrong(row, findings[^1].Message));
    }

    Position Named(int row, string name)
    {
        var found = stations.Register.Where(place => place.Code == name || place.Name == name).ToList();
        Rule.Require(found.Count > 0, Say.PointUnknown(row, name));
        Rule.Require(found.Count == 1, Say.PointAmbiguous(row, name, found.Count));
        Rule.Require(found[0].IsLocated, Say.PointNowhere(row, name));
        return found[0].Position;
    }
}
