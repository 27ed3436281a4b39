namespace Waystation.Places;

/// <summary><see cref="Station.IsOver"/>, asked of the database.</summary>
public static class OverStations
{
    public static IQueryable<Station> Over(this IQueryable<Station> stations, DateOnly on) => stations.Where(s => s.Status == StationStatus.Retired || s.Stage == "dropped" || s.EndsOn <= on);
}
