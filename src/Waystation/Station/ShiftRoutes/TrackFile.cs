using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Waystation.Geography;
using Waystation.Shared;

namespace Waystation.ShiftRoutes;

/// <summary>
/// A walk as phones and map programs keep it: GPX 1.0 and 1.1 (track, else route), KML 2.2 (LineString) and GeoJSON (RFC 7946,
/// LineString). All three say WGS-84, longitude before latitude where they give a pair.
/// </summary>
static class TrackFile
{
    public const int LargestUpload = 4 << 20;
    const int MostPoints = 50_000;

    /// <exception cref="Refusal">It is none of these, or holds no line, or more than one.</exception>
    public static IReadOnlyList<Position> Read(Stream file)
    {
        using var text = new StreamReader(file);
        var held = text.ReadToEnd();
        try
        {
            var lines = held.TrimStart().StartsWith('{') ? OfGeoJson(held) : OfXml(held);
            Rule.Require(lines.Count > 0, Say.NoLineInFile);
            Rule.Require(lines.Count == 1, Say.LinesInFile(lines.Count));
            Rule.Require(lines[0].Count <= MostPoints, Say.TooManyPoints(MostPoints, lines[0].Count));
            return lines[0];
        }
        catch (Exception broken) when (broken is XmlException or JsonException or FormatException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException or OverflowException)
        {
            throw new Refusal(Say.NoTrackFile, broken);
        }
    }

    static List<IReadOnlyList<Position>> OfXml(string held)
    {
        // Without entities and addresses of others: a file from anywhere is read here.
        using var reader = XmlReader.Create(new StringReader(held), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var root = XDocument.Load(reader).Root!;
        var tracks = Named(root, "trk").Select(track => Pairs(Named(track, "trkpt"))).ToList();
        if (tracks.Count == 0) tracks = [.. Named(root, "rte").Select(route => Pairs(Named(route, "rtept")))];
        if (tracks.Count == 0) tracks = [.. Named(root, "LineString").Select(line => Listed(Named(line, "coordinates").Single().Value))];
        return [.. tracks.Where(track => track.Count > 0)];
    }

    static IEnumerable<XElement> Named(XElement within, string name) => within.Descendants().Where(element => element.Name.LocalName == name);

    static IReadOnlyList<Position> Pairs(IEnumerable<XElement> points) => [.. points.Select(point => new Position(Degrees(point.Attribute("lat")?.Value), Degrees(point.Attribute("lon")?.Value)))];

    static IReadOnlyList<Position> Listed(string coordinates) =>
        [.. coordinates.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(tuple => tuple.Split(',')).Select(tuple => new Position(Degrees(tuple[1]), Degrees(tuple[0])))];

    static double Degrees(string? written) => double.Parse(written ?? "", NumberStyles.Float, CultureInfo.InvariantCulture);

    static List<IReadOnlyList<Position>> OfGeoJson(string held)
    {
        using var document = JsonDocument.Parse(held);
        return [.. Geometries(document.RootElement).Where(geometry => geometry.GetProperty("type").GetString() == "LineString").Select(line => Points(line.GetProperty("coordinates")))];
    }

    static IEnumerable<JsonElement> Geometries(JsonElement thing) => thing.GetProperty("type").GetString() switch
    {
        "FeatureCollection" => thing.GetProperty("features").EnumerateArray().SelectMany(Geometries),
        "Feature" when thing.GetProperty("geometry").ValueKind is JsonValueKind.Object => Geometries(thing.GetProperty("geometry")),
        "Feature" => [],
        _ => [thing],
    };

    static IReadOnlyList<Position> Points(JsonElement coordinates) => [.. coordinates.EnumerateArray().Select(pair => new Position(pair[1].GetDouble(), pair[0].GetDouble()))];
}
