using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Lives;

/// <summary>Plans how many rest stations each street of a branch is to have, and tells how far that has come.</summary>
public sealed class PlanStations(Desk desk, WaystationDb db, BranchStreets streets)
{
    const int LongestPaper = 100;

    /// <summary>A street does not decide how many it is to have.</summary>
    public bool MayPlan => LifeRules.DecidedBy(LifeStep.Approve).Contains(desk.Post.Role);

    public async Task<IReadOnlyList<StreetCoverage>> ReadAsync(CancellationToken ct)
    {
        var (plans, open, preparing) = (await PlansAsync(ct), await CountAsync(desk.All<Station>().OnTheMap(), ct), await CountAsync(desk.All<Station>().OnTheirWay(), ct));
        return [.. (await streets.AllAsync(ct)).Select(street => new StreetCoverage(
            street, plans.GetValueOrDefault(street.Code)?.Planned, plans.GetValueOrDefault(street.Code)?.DueOn, open.GetValueOrDefault(street.Code), preparing.GetValueOrDefault(street.Code)))];
    }

    /// <summary>Of each street only what differs from its newest plan is added.</summary>
    /// <param name="typed">By street code; empty: the street is left as it is.</param>
    /// <returns>How many streets were planned anew.</returns>
    public async Task<int> SetAsync(IReadOnlyDictionary<string, string?> typed, DateOnly? dueOn, string? paper, CancellationToken ct)
    {
        Rule.Require(MayPlan, Say.PlannedAbove);
        var written = (paper ?? "").Trim();
        Rule.Require(written.Length <= LongestPaper, Say.PaperTooLong(LongestPaper));
        var (plans, added) = (await PlansAsync(ct), 0);
        foreach (var street in await streets.AllAsync(ct))
        {
            if (!typed.TryGetValue(street.Code, out var number) || string.IsNullOrWhiteSpace(number)) continue;

            Rule.Require(int.TryParse(number.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var planned) && planned <= StationPlan.Most, Say.PlannedWrong(street.Name, number, StationPlan.Most));
            if (plans.GetValueOrDefault(street.Code) is { } last && last.Planned == planned && last.DueOn == dueOn) continue;

            desk.Add(StationPlan.Of(street, planned, dueOn, written, desk.Post, desk.Now));
            added++;
        }

        if (added > 0) await desk.SaveAsync(Did.PlannedStations, desk.Post.UnionId, added, ct: ct);
        return added;
    }

    static Task<Dictionary<string, int>> CountAsync(IQueryable<Station> stations, CancellationToken ct) =>
        stations.GroupBy(s => s.StreetCode).Select(g => new { g.Key, Many = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Many, ct);

    async Task<Dictionary<string, StationPlan>> PlansAsync(CancellationToken ct)
    {
        var all = await db.Set<StationPlan>().AsNoTracking().OrderBy(p => p.SetAt).ThenBy(p => p.Id).ToListAsync(ct);
        return all.GroupBy(p => p.StreetCode).ToDictionary(g => g.Key, g => g.Last());
    }
}

/// <summary>The rest stations that a plan counts.</summary>
static class PlannedStations
{
    public static IQueryable<Station> OnTheMap(this IQueryable<Station> stations) =>
        stations.Where(s => s.KindCode == StationKind.Station.Code && s.Status == StationStatus.Active && s.Lat != null);

    public static IQueryable<Station> OnTheirWay(this IQueryable<Station> stations) =>
        stations.Where(s => s.KindCode == StationKind.Station.Code && s.Status == StationStatus.Preparing && s.Stage != "dropped");
}
