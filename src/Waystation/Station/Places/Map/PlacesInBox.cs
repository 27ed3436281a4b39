using Waystation.Geography;

namespace Waystation.Places;

/// <summary>What a map shows of a box: its places, or where there are too many, how many stand in each of its cells.</summary>
public sealed class PlacesInBox(NearbyPlaces nearby, TimeProvider clock)
{
    const int MostPins = 250, Cells = 9;

    /// <summary>Wider or higher than the city twice over is no map of stations any more.</summary>
    internal const double MostDegrees = 5;

    /// <param name="box">In the datum named, as is the answer.</param>
    internal BoxAnswer Find(Box box, Datum datum, PlaceWish wish)
    {
        var now = clock.GetUtcNow();
        var found = new List<(PlaceCard Card, Position At)>();
        foreach (var (place, opening) in nearby.All(null, wish.At))
        {
            if (!wish.IsMetBy(place, opening)) continue;

            var at = datum.FromWgs84(place.Position);
            if (box.Holds(at)) found.Add((new PlaceCard(place, opening, null, now, wish.At), at));
        }

        if (found.Count <= MostPins) return new([.. found.Select(f => Pin(f.Card, f.At))], []);

        var cells = found.GroupBy(f => (Cell(f.At.Lat, box.South, box.North), Cell(f.At.Lon, box.West, box.East))).ToList();
        return new(
            [.. cells.Where(c => c.Count() == 1).Select(c => Pin(c.Single().Card, c.Single().At))],
            [.. cells.Where(c => c.Count() > 1).Select(c => new Group(Rounded(c.Average(f => f.At.Lat)), Rounded(c.Average(f => f.At.Lon)), c.Count()))]);
    }

    static Pin Pin(PlaceCard card, Position at) => new(card.Place.Slug, card.Place.Name, Rounded(at.Lat), Rounded(at.Lon), card.StateClass, card.Warning is { } warning ? $"{card.State} · {warning}" : card.State);

    static int Cell(double at, double from, double to) => (int)((at - from) / (to - from) * Cells);

    static double Rounded(double degrees) => Math.Round(degrees, 6);
}

/// <summary>One place on a map; <c>says</c> is its state in the reader's language.</summary>
public sealed record Pin(string Slug, string Name, double Lat, double Lon, string State, string Says);

/// <summary>So many places around one point.</summary>
public sealed record Group(double Lat, double Lon, int Count);

public sealed record BoxAnswer(IReadOnlyList<Pin> Places, IReadOnlyList<Group> Groups);
