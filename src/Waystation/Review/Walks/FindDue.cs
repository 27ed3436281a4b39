using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Geography;
using Waystation.Joining;
using Waystation.KeyWork;
using Waystation.MyData;
using Waystation.Organisations;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Walks;

/// <summary>
/// What has its day soon, put at a place: the station by whose code somebody applied, else the middle of the street's stations. Where
/// people live or work is not asked; of a person there is no place in the house.
/// </summary>
public sealed class FindDue(Desk desk, WaystationDb db, FoundingDue founding)
{
    sealed record Due(Guid UnionId, Guid? StationId, string? Street, WalkTask Task);

    /// <param name="toSee">The stations that are to be seen anyway, of the same street.</param>
    /// <param name="street">Only there; null: in the whole branch.</param>
    public async Task<IReadOnlyList<Stop>> AddToAsync(IReadOnlyList<(Guid Id, string Street, Stop Stop)> toSee, DateOnly until, string? street, CancellationToken ct)
    {
        List<Due> due = [.. await ApplicationsAsync(until, ct), .. await RequestsAsync(until, ct), .. await KeyWorkAsync(until, ct), .. await FoundingAsync(ct)];
        var streets = await StreetsAsync([.. due.Where(one => one.Street is null).Select(one => one.UnionId).Distinct()], ct);
        var ofStation = due.Where(one => toSee.Any(s => s.Id == one.StationId)).ToLookup(one => one.StationId!.Value, one => one.Task);
        var ofStreet = due.Where(one => !toSee.Any(s => s.Id == one.StationId)).ToLookup(one => one.Street ?? streets.GetValueOrDefault(one.UnionId), one => one.Task);
        List<Stop> stops = [.. toSee.Select(s => s.Stop with { Tasks = [.. ofStation[s.Id], .. s.Stop.Tasks] })];
        foreach (var of in ofStreet.Where(of => street is null || of.Key == street)) stops.Add(await StreetAsync(of.Key, [.. of.OrderBy(task => task.DueOn)], ct));
        return stops;
    }

    async Task<IEnumerable<Due>> ApplicationsAsync(DateOnly until, CancellationToken ct)
    {
        var open = await desk.All<Application>().AsNoTracking().Where(a => a.DueOn != null && a.DueOn <= until).GroupBy(a => new { a.UnionId, a.StationId, a.StreetCode })
            .Select(g => new { g.Key, Many = g.Count(), First = g.Min(a => a.DueOn) }).ToListAsync(ct);
        return open.Select(g => new Due(g.Key.UnionId, g.Key.StationId, g.Key.StreetCode, new(new("walks.applications", g.Many), "/applications", g.First)));
    }

    async Task<IEnumerable<Due>> RequestsAsync(DateOnly until, CancellationToken ct)
    {
        var open = await desk.All<DataRequest>().AsNoTracking().Where(r => r.State == DataRequestState.Open && r.DueOn <= until).GroupBy(r => r.UnionId)
            .Select(g => new { UnionId = g.Key, Many = g.Count(), First = g.Min(r => r.DueOn) }).ToListAsync(ct);
        return open.Select(g => new Due(g.UnionId, null, null, new(new("walks.requests", g.Many), "/data-requests", g.First)));
    }

    async Task<IEnumerable<Due>> KeyWorkAsync(DateOnly until, CancellationToken ct)
    {
        var open = await desk.All<KeyItem>().AsNoTracking().Where(i => i.State == KeyState.Open && i.DueOn <= until).OrderBy(i => i.DueOn).ThenBy(i => i.Id).Select(i => new { i.Id, i.UnionId, i.Title, i.DueOn }).ToListAsync(ct);
        return open.Select(i => new Due(i.UnionId, null, null, new(new("walks.key-work", i.Title), $"/key-work/items/{i.Id}", i.DueOn)));
    }

    async Task<IEnumerable<Due>> FoundingAsync(CancellationToken ct)
    {
        var units = await founding.ReadAsync(ct);
        return units.Select(unit => new Due(unit.Id, null, null, new(new("walks.founding", unit.Name), $"/unions/{unit.Id}")));
    }

    /// <summary>The street of a union: its own, or that of the nearest above it which has one.</summary>
    async Task<Dictionary<Guid, string?>> StreetsAsync(Guid[] unions, CancellationToken ct)
    {
        var today = desk.Today;
        var found = await (
            from l in db.Set<UnionLine>()
            join u in db.Set<Union>() on l.AboveId equals u.Id
            where unions.Contains(l.BelowId) && l.During.Contains(today) && u.DivisionCode != null
            orderby l.Distance
            select new { l.BelowId, u.DivisionCode }).ToListAsync(ct);
        return found.GroupBy(f => f.BelowId).ToDictionary(g => g.Key, g => (string?)g.First().DivisionCode);
    }

    async Task<Stop> StreetAsync(string? code, IReadOnlyList<WalkTask> tasks, CancellationToken ct)
    {
        var name = code is null ? null : await db.Set<Division>().Where(d => d.Code == code).Select(d => d.Name).SingleOrDefaultAsync(ct);
        var places = code is null ? [] : await desk.All<Station>().Where(s => s.StreetCode == code && s.Lat != null).Select(s => new Position(s.Lat!.Value, s.Lon!.Value)).Take(400).ToListAsync(ct);
        Position? middle = places.Count == 0 ? null : new Position(places.Average(p => p.Lat), places.Average(p => p.Lon));
        return new(name ?? Words.Say("walks.in-the-branch"), "", middle, tasks);
    }
}
