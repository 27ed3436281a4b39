namespace Waystation.Geography;

/// <summary>A place on the earth in decimal degrees; WGS-84 unless a datum is named beside it.</summary>
public readonly record struct Position(double Lat, double Lon)
{
    public bool IsOnEarth => Lat is >= -90 and <= 90 && Lon is >= -180 and <= 180;

    public Position Swap() => new(Lon, Lat);
}
