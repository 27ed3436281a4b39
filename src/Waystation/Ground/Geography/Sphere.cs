namespace Waystation.Geography;

/// <summary>Distances on the sphere, in metres: never in degrees, whose order is wrong for one Beijing query in eleven.</summary>
public static class Sphere
{
    /// <summary>The earth's mean radius (IUGG R1), in metres.</summary>
    public const double Radius = 6_371_008.8;

    /// <summary>Of a degree along a meridian, for boxes and drawings; what is told as a distance is reckoned by <see cref="Metres"/>.</summary>
    public const double MetresADegree = Radius * Math.PI / 180;

    /// <summary>The great-circle distance, by the haversine, which stays exact for near points.</summary>
    public static double Metres(Position a, Position b)
    {
        var (lat1, lat2) = (double.DegreesToRadians(a.Lat), double.DegreesToRadians(b.Lat));
        var sinLat = Math.Sin((lat2 - lat1) / 2);
        var sinLon = Math.Sin(double.DegreesToRadians(b.Lon - a.Lon) / 2);
        var h = sinLat * sinLat + Math.Cos(lat1) * Math.Cos(lat2) * sinLon * sinLon;
        return 2 * Radius * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }
}
