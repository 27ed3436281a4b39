namespace Waystation.Geography;

/// <summary>A straight stretch between two positions, reckoned in a plane that is true around the place asked about.</summary>
public readonly record struct Stretch(Position From, Position To)
{
    /// <returns>The share of the stretch (0 to 1) at which a place is nearest to it, and how many metres off the place lies there.</returns>
    public (double Share, double Metres) NearestTo(Position place)
    {
        var squeeze = Math.Cos(double.DegreesToRadians(place.Lat));
        var (ax, ay) = ((From.Lon - place.Lon) * squeeze, From.Lat - place.Lat);
        var (dx, dy) = ((To.Lon - From.Lon) * squeeze, To.Lat - From.Lat);
        var length = dx * dx + dy * dy;
        var share = length == 0 ? 0 : Math.Clamp(-(ax * dx + ay * dy) / length, 0, 1);
        return (share, Sphere.Metres(place, new(place.Lat + ay + share * dy, place.Lon + (ax + share * dx) / squeeze)));
    }

    /// <summary>Whether a place lies to the left of whoever goes along.</summary>
    public bool HasLeft(Position place) => (To.Lon - From.Lon) * (place.Lat - From.Lat) - (To.Lat - From.Lat) * (place.Lon - From.Lon) > 0;
}
