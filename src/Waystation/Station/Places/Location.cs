using Waystation.Geography;

namespace Waystation.Places;

/// <summary>Where a place stands: the pair as it was given, in its datum, and what it means in WGS-84.</summary>
public sealed record Location(Position Given, Datum Datum)
{
    public Position Wgs84 { get; } = Datum.ToWgs84(Given);
}
