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
    const double Reach = 106;

    static readonly int[] roundMetres = [100, 200, 400, 600, 1000, 2000, 3000, 5000, 10_000, 20_000, 40_000, 100_000];

    DistanceSketch(int metres, IReadOnlyList<SketchDot> dots) => (Metres, Dots) = (metres, dots);

    /// <summary>Of the outer ring; the inner one is half as wide.</summary>
    public int Metres { get; }

    /// <summary>The farthest first, so that the nearest lies on top.</summary>
    public IReadOnlyList<SketchDot> Dots { get; }

    public static double RadiusOf(int part) => Reach * part / 2;

    /// <summary>Null where nothing is near enough to be worth a drawing.</summary>
    public static DistanceSketch? Of(Position here, IReadOnlyList<PlaceCard> nearest)
    {
        var near = nearest.Take(Shown).Where(c => c.Metres <= roundMetres[^1]).ToList();
        if (near.Count == 0) return null;

        var metres = roundMetres.First(m => m >= near[^1].Metres);
        return new(metres, [.. near.Select((card, i) => Dot(here, card, i + 1, Reach / metres)).Reverse()]);
    }

    static SketchDot Dot(Position here, PlaceCard card, int number, double scale)
    {
        // A plane around the searcher gives the direction; how far it is, the sphere has said.
        var east = (card.Place.Position.Lon - here.Lon) * Math.Cos(double.DegreesToRadians(here.Lat));
        var way = Math.Atan2(card.Place.Position.Lat - here.Lat, east);
        var far = card.Metres!.Value * scale;
        return new(number, card.StateClass, Number(Width / 2.0 + far * Math.Cos(way)), Number(Height / 2.0 - far * Math.Sin(way)));
    }

    static string Number(double at) => at.ToString("0.#", CultureInfo.InvariantCulture);
}

/// <summary>One place of the sketch, with its number in the list.</summary>
public sealed record SketchDot(int Number, string State, string X, string Y);
