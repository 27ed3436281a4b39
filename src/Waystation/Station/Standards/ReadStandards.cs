using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Geography;
using Waystation.Places;
using Waystation.Rulebook;

namespace Waystation.Standards;

/// <summary>A standard in force for a place, and what is known about each of its items.</summary>
public sealed record ComparedWith(RuleVersion<PlaceStandard> Rule, IReadOnlyList<FoundItem> Items)
{
    public int Failing => Items.Count(i => i.Fails);
    public int NotLookedAt => Items.Count(i => i.Item.Must && i.Finding is Finding.Unknown);
}

/// <summary>A place of the branch, and the standards of its kind that stand today.</summary>
public sealed class ReadStandards(Desk desk, Rules rules, StationIndex index, TimeProvider clock)
{
    public Task<Station?> FindAsync(Guid id, CancellationToken ct) => desk.All<Station>().Include(s => s.Facilities).SingleOrDefaultAsync(s => s.Id == id, ct);

    public IReadOnlyList<ComparedWith> Compare(Station station)
    {
        var facts = new PlaceFacts(station, NearestMetres(station));
        return
        [
            .. from rule in rules.AllOn<PlaceStandard>(desk.Today, station.StreetCode, station.DistrictCode)
               where rule.Value.For.Contains(station.KindCode)
               select new ComparedWith(rule, CheckPlace.Against(rule.Value, facts)),
        ];
    }

    /// <summary>A bookroom round the corner is no rest station.</summary>
    double? NearestMetres(Station station)
    {
        if (station.Lat is not { } lat) return null;

        Span<Hit> hits = stackalloc Hit[2];
        var map = index.Map;
        var found = map.Nearest(new NearbySearch(new Position(lat, station.Lon!.Value), Limit: 2, Kind: StationKind.Station), clock.GetUtcNow(), hits);
        foreach (var hit in hits[..found])
            if (map.Places[hit.Place].Id != station.Id) return hit.Metres;
        return null;
    }
}
