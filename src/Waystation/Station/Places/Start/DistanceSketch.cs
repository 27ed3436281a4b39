using System.Globalization;
using Waystation.Geography;

namespace Waystation.Places;

/// <summary>
/// How far and in which direction the nearest places lie, drawn without a map: the searcher in the middle, rings of metres, north up.
/// It shows no outline of anything, so it needs no map licence and works wherever the list works.
/// </summary>
public sealed class DistanceSketch
{
    public const int Width = 390, Height = 250, Shown = 9;
    const double Reach = 106, Apart = 21, Clear = 22;
    const int Turns = 16;

    static readonly int[] roundMetres = [100, 200, 400, 600, 1000, 2000, 3000, 5000, 10_000, 20_000, 40_000, 100_000];

    DistanceSketch(int metres, IReadOnlyList<SketchDot> dots) => (Metres, Dots) = (metres, dots);

    /// <summary>Of the outer ring; the inner one is half as wide.</summary>
    public int Metres { get; }

    /// <summary>The farthest first, so that the nearest lies on top.</summary>
    public IReadOnlyList<SketchDot> Dots { get; }

    /// <summary>Of one of the two rings, and where its metres are written: at its emptiest side.</summary>
    public (double Radius, string X, string Y) Ring(int part)
    {
        var radius = Reach * part / 2;
        var (x, y) = Enumerable.Range(0, Turns).Select(turn => At(radius, Math.Tau * turn / Turns - Math.PI / 2)).MaxBy(at => Dots.Min(dot => Far(at, (dot.X, dot.Y))));
        return (radius, Number(x), Number(y));
    }

    /// <summary>Null where nothing is near enough to be worth a drawing.</summary>
    public static DistanceSketch? Of(Position here, IReadOnlyList<PlaceCard> nearest)
    {
        var near = nearest.Take(Shown).Where(c => c.Metres <= roundMetres[^1]).ToList();
        if (near.Count == 0) return null;

        var (metres, dots) = (roundMetres.First(m => m >= near[^1].Metres), new List<SketchDot>());
        foreach (var card in near)
        {
            // Never under the searcher's own dot.
            var (x, y) = Free(dots, Math.Max(Clear, card.Metres!.Value * Reach / metres), Way(here, card.Place.Position));
            dots.Insert(0, new(dots.Count + 1, card.StateClass, x, y));
        }

        return new(metres, dots);
    }

    /// <summary>A plane around the searcher gives the direction; how far it is, the sphere has said.</summary>
    static double Way(Position here, Position there) =>
        Math.Atan2(there.Lat - here.Lat, (there.Lon - here.Lon) * Math.Cos(double.DegreesToRadians(here.Lat)));

    /// <summary>Where no other number stands: as far as it is, and turned a little if need be.</summary>
    static (double X, double Y) Free(List<SketchDot> dots, double far, double way)
    {
        double[] turns = [0, 0.15, -0.15, 0.3, -0.3, 0.45, -0.45, 0.6, -0.6];
        var free = turns.Where(turn => dots.TrueForAll(dot => Far(At(far, way + turn), (dot.X, dot.Y)) >= Apart));
        return At(far, way + free.FirstOrDefault());
    }

    static (double X, double Y) At(double far, double way) => (Width / 2.0 + far * Math.Cos(way), Height / 2.0 - far * Math.Sin(way));

    static double Far((double X, double Y) a, (double X, double Y) b) => Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2));

    internal static string Number(double at) => at.ToString("0.#", CultureInfo.InvariantCulture);
}

/// <summary>One place of the sketch, with its number in the list.</summary>
public sealed record SketchDot(int Number, string State, double X, double Y)
{
    public string Place => $"{DistanceSketch.Number(X)} {DistanceSketch.Number(Y)}";
}
