using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Geography;
using Waystation.Places;

namespace Waystation.ShiftRoutes;

/// <summary>What a desk asks about routes and the register of toilets.</summary>
public sealed class RouteLists(Desk desk, Database database, AlongRoute along)
{
    const int Most = 300;

    /// <summary>Those that are gone now, by name.</summary>
    public async Task<IReadOnlyList<ShiftRoute>> AllAsync(CancellationToken ct) => await desk.All<ShiftRoute>().AsNoTracking().Where(r => r.EndedAt == null).OrderBy(r => r.Name).ThenBy(r => r.Id).Take(Most).ToListAsync(ct);

    public async Task<ShiftRoute?> FindAsync(Guid id, CancellationToken ct) => await desk.FindAsync<ShiftRoute>(id, ct) is { EndedAt: null } route ? route : null;

    public async Task<RouteSheet> SheetAsync(ShiftRoute route, CancellationToken ct)
    {
        var line = route.Line;
        return new(route, line, await along.FindAsync(line, route.Within, ct), (await ToiletsAsync(ct)).Open > 0, desk.Today);
    }

    /// <summary>Where the branch's stations stand, for a map to begin with: those of the street with most of them, since of a whole district one sees nothing.</summary>
    public async Task<IReadOnlyList<Position>> BranchAsync(CancellationToken ct)
    {
        var street = await desk.All<Station>().Where(s => s.Lat != null).GroupBy(s => s.StreetCode).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => g.Key).FirstOrDefaultAsync(ct);
        return await desk.All<Station>().Where(s => s.StreetCode == street && s.Lat != null).Select(s => new Position(s.Lat!.Value, s.Lon!.Value)).Take(Most).ToListAsync(ct);
    }

    /// <summary>How many the register lists, how many of them are open, and when it was last taken in.</summary>
    public async Task<(int Listed, int Open, DateTime? At)> ToiletsAsync(CancellationToken ct)
    {
        await using var db = database.NewContext();
        var counted = await db.Set<PublicToilet>().GroupBy(_ => 1).Select(all => new { Listed = all.Count(), Open = all.Count(t => t.IsOpen), At = all.Max(t => t.ListedAt) }).SingleOrDefaultAsync(ct);
        return counted is null ? (0, 0, null) : (counted.Listed, counted.Open, counted.At);
    }
}
