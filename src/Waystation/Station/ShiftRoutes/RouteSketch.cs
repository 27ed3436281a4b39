using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Waystation.Geography;
using Waystation.Shared;

namespace Waystation.ShiftRoutes;

/// <summary>
/// The way and what lies along it, to scale and with north up, drawn without a map: it shows no outline of anything, so it needs no
/// map licence. Stations are round, toilets square, each with its number on the list.
/// </summary>
public sealed class RouteSketch(RouteSheet sheet) : IHtmlContent
{
    const double Width = 720, Highest = 420, Lowest = 150, Edge = 34, Badge = 21;
    const int Turns = 12;
    static readonly int[] scales = [20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000];

    readonly List<(double X, double Y)> taken = [];

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var plane = Plane.Of([.. sheet.Line.Points, .. sheet.Along.Select(one => one.At)]);
        var label = encoder.Encode(Words.Say("shiftroutes.sketch", sheet.Route.Name, sheet.Stations, sheet.Toilets));
        writer.Write($"""<svg class="route-sketch" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {N(plane.Height)}" role="img" aria-label="{label}">""");
        writer.Write($"""<polyline class="way" points="{string.Join(' ', sheet.Line.Points.Select(p => Pair(plane.At(p))))}" />""");
        WriteEnds(writer, encoder, plane);
        foreach (var (i, one) in sheet.Along.Index()) WriteBadge(writer, i + 1, one, plane.At(one.At));
        WriteScale(writer, encoder, plane);
        writer.Write("</svg>");
    }

    void WriteEnds(TextWriter writer, HtmlEncoder encoder, Plane plane)
    {
        var (begin, end) = (plane.At(sheet.Line.Points[0]), plane.At(sheet.Line.Points[^1]));
        // A way that comes back to where it began has one mark.
        foreach (var (at, word) in Far(begin, end) < Badge ? new[] { (begin, "shiftroutes.begin") } : [(begin, "shiftroutes.begin"), (end, "shiftroutes.end-of-way")])
        {
            taken.Add(at);
            writer.Write($"""<g class="mark" transform="translate({Pair(at)})"><circle r="9" /><text>{encoder.Encode(Words.Say(word))}</text></g>""");
        }
    }

    /// <summary>Where another number stands already, beside it, tied to its place by a line.</summary>
    void WriteBadge(TextWriter writer, int number, Waypoint one, (double X, double Y) at)
    {
        var free = Around(at).FirstOrDefault(spot => taken.TrueForAll(other => Far(spot, other) >= Badge), at);
        taken.Add(free);
        if (free != at) writer.Write($"""<path class="tie" d="M {Pair(at)} L {Pair(free)}" />""");
        var shape = one.Station is null ? """<rect x="-10" y="-10" width="20" height="20" rx="3" />""" : """<circle r="10.5" />""";
        writer.Write($"""<g class="{(one.Station is null ? "toilet" : "station")}" transform="translate({Pair(free)})">{shape}<text>{number}</text></g>""");
    }

    static IEnumerable<(double X, double Y)> Around((double X, double Y) at) =>
        from ring in Enumerable.Range(0, 4)
        from turn in Enumerable.Range(0, ring == 0 ? 1 : Turns)
        let way = Math.Tau * turn / Turns
        select (at.X + ring * Badge * Math.Cos(way), at.Y - ring * Badge * Math.Sin(way));

    static void WriteScale(TextWriter writer, HtmlEncoder encoder, Plane plane)
    {
        var metres = scales.LastOrDefault(m => m * plane.Scale <= Width / 4, scales[0]);
        var (x, y) = (12.0, plane.Height - 10);
        writer.Write($"""<path class="scale" d="M {N(x)} {N(y - 5)} V {N(y)} H {N(x + metres * plane.Scale)} V {N(y - 5)}" /><text class="metres" x="{N(x + 4)}" y="{N(y - 8)}">{encoder.Encode(metres < 1000 ? Words.Say("places.metres", metres) : Words.Say("places.kilometres", metres / 1000.0))}</text>""");
        writer.Write($"""<path class="north" d="M {N(Width - 14)} 8 l -5 12 h 10 z" /><text class="metres" x="{N(Width - 34)}" y="20">{encoder.Encode(Words.Say("places.north"))}</text>""");
    }

    static double Far((double X, double Y) a, (double X, double Y) b) => Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2));

    static string Pair((double X, double Y) at) => $"{N(at.X)} {N(at.Y)}";

    static string N(double at) => at.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Metres east and north of a corner, made to fit the paper.</summary>
    sealed record Plane(Position Corner, double Squeeze, double Scale, double Height, double Left)
    {
        public static Plane Of(IReadOnlyList<Position> all)
        {
            var corner = new Position(all.Max(p => p.Lat), all.Min(p => p.Lon));
            var squeeze = Math.Cos(double.DegreesToRadians(corner.Lat));
            var wide = Math.Max(1, (all.Max(p => p.Lon) - corner.Lon) * squeeze * Sphere.MetresADegree);
            var high = Math.Max(1, (corner.Lat - all.Min(p => p.Lat)) * Sphere.MetresADegree);
            var scale = Math.Min((Width - 2 * Edge) / wide, (Highest - 2 * Edge) / high);
            return new(corner, squeeze, scale, Math.Max(Lowest, high * scale + 2 * Edge), (Width - wide * scale) / 2);
        }

        public (double X, double Y) At(Position p) => (Left + (p.Lon - Corner.Lon) * Squeeze * Sphere.MetresADegree * Scale, Edge + (Corner.Lat - p.Lat) * Sphere.MetresADegree * Scale);
    }
}
