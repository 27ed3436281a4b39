using Waystation.Geography;

namespace Waystation.DemoCity;

/// <summary>
/// Where a street's stations stand. Nobody has given us the streets' own outlines: each gets a middle somewhere in its district,
/// away from its neighbours', and its places around it.
/// </summary>
sealed class StreetPlaces
{
    const int Tries = 40;
    const double KmOfADegree = 111.2;

    readonly Dictionary<string, Position> middles = [];
    readonly Dictionary<string, List<Position>> taken = [];
    readonly Dice dice = Dice.For("street places");

    public Position Near(PlannedStreet street, Dice around)
    {
        var middle = MiddleOf(street);
        var km = Math.Clamp(DistrictProfile.Of(street.DistrictCode).HalfKm / 12, 0.5, 2.2);
        for (var i = 0; i < Tries; i++)
            if (Inside(street, Beside(middle, km, around)) is { } place) return place;
        return middle;
    }

    Position MiddleOf(PlannedStreet street)
    {
        if (middles.TryGetValue(street.Code, out var known)) return known;

        if (!taken.TryGetValue(street.DistrictCode, out var neighbours)) neighbours = taken[street.DistrictCode] = [];
        var candidates = Enumerable.Range(0, 4).Select(_ => Somewhere(street)).ToArray();
        var middle = candidates.MaxBy(c => neighbours.Count == 0 ? 0 : neighbours.Min(n => Sphere.Metres(n, c)));
        neighbours.Add(middle);
        return middles[street.Code] = middle;
    }

    Position Somewhere(PlannedStreet street)
    {
        var centre = CityOutline.Beijing.MiddleOf(street.DistrictCode) ?? new Position(39.91, 116.4);
        for (var i = 0; i < Tries; i++)
            if (Inside(street, Beside(centre, DistrictProfile.Of(street.DistrictCode).HalfKm, dice)) is { } place) return place;
        return centre;
    }

    static Position? Inside(PlannedStreet street, Position place) => CityOutline.Beijing.DistrictAt(place) == street.DistrictCode ? place : null;

    static Position Beside(Position middle, double km, Dice dice)
    {
        var (north, east) = ((dice.Share() * 2 - 1) * km, (dice.Share() * 2 - 1) * km);
        return new(middle.Lat + north / KmOfADegree, middle.Lon + east / (KmOfADegree * Math.Cos(double.DegreesToRadians(middle.Lat))));
    }
}
