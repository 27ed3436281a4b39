using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.Geography;
using Waystation.Places;

namespace Waystation.ShiftRoutes;

/// <summary>What lies along a way: every station that serves people who work outdoors, and every public toilet, in the order in which they are passed.</summary>
public sealed class AlongRoute(StationIndex stations, Database database)
{
    public async Task<IReadOnlyList<Waypoint>> FindAsync(RouteLine line, int within, CancellationToken ct)
    {
        var box = Around(line, within);
        var served = stations.Register.Where(place => place is { IsLocated: true, IsPublic: true } && ServesOutdoors(place) && box.Holds(place.Position));
        var found = served.Select(place => new Waypoint(line.Of(place.Position), place, null)).Concat((await ToiletsAsync(box, ct)).Select(toilet => new Waypoint(line.Of(toilet.At), null, toilet)));
        return [.. found.Where(one => one.Way.Off <= within).OrderBy(one => one.Way.Metres).ThenBy(one => one.Way.Off)];
    }

    static bool ServesOutdoors(Place place) => place.Kind == StationKind.Station || place.ServesOutdoorWorkers is true;

    async Task<IReadOnlyList<PublicToilet>> ToiletsAsync(Box box, CancellationToken ct)
    {
        await using var db = database.NewContext();
        return await db.Set<PublicToilet>().AsNoTracking().Where(t => t.IsOpen && t.Lat >= box.South && t.Lat <= box.North && t.Lon >= box.West && t.Lon <= box.East).ToListAsync(ct);
    }

    /// <summary>A little wider than asked, so that nothing is lost by the shape of the degrees.</summary>
    static Box Around(RouteLine line, int within)
    {
        var (south, north) = (line.Points.Min(p => p.Lat), line.Points.Max(p => p.Lat));
        var high = within * 1.01 / Sphere.MetresADegree;
        var wide = high / Math.Cos(double.DegreesToRadians(north));
        return new(line.Points.Min(p => p.Lon) - wide, south - high, line.Points.Max(p => p.Lon) + wide, north + high);
    }
}

/// <summary>One place along the way: a station or a toilet.</summary>
public sealed record Waypoint(OnTheWay Way, Place? Station, PublicToilet? Toilet)
{
    public Position At => Station?.Position ?? Toilet!.At;
}

/// <summary>A route and what lies along it, as it is printed.</summary>
/// <param name="HasToilets">False: no register of public toilets has been taken in, so that none can stand on the list.</param>
public sealed record RouteSheet(ShiftRoute Route, RouteLine Line, IReadOnlyList<Waypoint> Along, bool HasToilets, DateOnly On)
{
    public int Stations => Along.Count(one => one.Station is not null);
    public int Toilets => Along.Count - Stations;
}
