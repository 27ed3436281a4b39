using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Lives;
using Waystation.Logbook;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Rounds;

/// <summary>What an officer writes down to open a round.</summary>
/// <param name="People">Accounts with the number of their team.</param>
public sealed record RoundDraft(Guid UnionId, string Title, bool Announced, DateOnly From, DateOnly Until, IReadOnlyDictionary<Guid, int> People);

/// <summary>A branch over which a round may be opened here.</summary>
public sealed record RoundBranch(Guid UnionId, string Name);

/// <summary>Somebody who may be on a team.</summary>
public sealed record Colleague(Guid AccountId, string Name, string Union);

/// <summary>Opens a round over all stations of a branch that are on the map today.</summary>
public sealed class OpenRound(Desk desk, WaystationDb db, BranchStreets streets, WorkingCalendar calendar, EntryForm form)
{
    const int MostStations = 400;

    public async Task<IReadOnlyList<RoundBranch>> BranchesAsync(CancellationToken ct) =>
        [.. new[] { new RoundBranch(desk.Post.UnionId, desk.Post.Union) }.Concat((await streets.AllAsync(ct)).Select(s => new RoundBranch(s.UnionId, $"{s.District} · {s.Name}"))).DistinctBy(b => b.UnionId)];

    /// <summary>Whoever holds a post here or below from which stations are inspected.</summary>
    public async Task<IReadOnlyList<Colleague>> ColleaguesAsync(CancellationToken ct)
    {
        string[] roles = [.. Roles.All.Where(role => role.May(Right.InspectStations)).Select(role => role.Code())];
        return await db.Database.SqlQuery<Colleague>(
            $"""
            SELECT DISTINCT ON (a.name, a.id) a.id AS "AccountId", a.name AS "Name", u.name AS "Union" FROM posts p JOIN accounts a ON a.id = p.account_id JOIN unions u ON u.id = p.union_id
            WHERE p.role = ANY ({roles}) AND (p.until_on IS NULL OR p.until_on > {desk.Today}) AND p.station_id IS NULL AND a.closed_at IS NULL
              AND EXISTS (SELECT FROM union_reach l WHERE l.above_id = {desk.Post.UnionId} AND l.below_id = p.union_id AND l.during @> {desk.Today})
            ORDER BY a.name, a.id LIMIT 200
            """).ToListAsync(ct);
    }

    public async Task<Guid> RunAsync(RoundDraft draft, CancellationToken ct)
    {
        Rule.Require((await BranchesAsync(ct)).Any(b => b.UnionId == draft.UnionId), Say.ChooseABranch);
        var known = (await ColleaguesAsync(ct)).Select(c => c.AccountId).ToHashSet();
        Rule.Require(draft.People.Count > 0 && draft.People.Keys.All(known.Contains), Say.NobodyOnATeam);
        Rule.Require(await AllReachAsync(draft.UnionId, [.. draft.People.Keys], ct), Say.ReachesNone);
        var teams = draft.People.Values.Max();
        Rule.Require(draft.People.Values.All(team => team > 0) && draft.People.Values.Distinct().Count() == teams, Say.TeamsInOrder);

        var round = Round.Open(draft.UnionId, draft.Title.Trim(), draft.Announced, teams, draft.From, draft.Until, desk.Caller.AccountId, desk.Now);
        var stations = await StationsAsync(draft.UnionId, ct);
        Rule.Require(stations.Count > 0, Say.NoStations);
        Rule.Require(stations.Count <= MostStations, Say.TooManyStations(MostStations));
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await form.TakeAsync(ct);
        db.Add(round);
        db.AddRange(draft.People.Select(p => RoundPerson.Of(round.Id, p.Key, p.Value)));
        foreach (var stop in PlanStops.Of(round, stations, calendar)) desk.Add(stop);
        await desk.SaveAsync(Did.OpenedRound, round.Id, amount: stations.Count, ct: ct);
        await transaction.CommitAsync(ct);
        return round.Id;
    }

    /// <summary>Whoever has no post in the branch, above or below it would never see the round they are put on.</summary>
    internal async Task<bool> AllReachAsync(Guid union, Guid[] people, CancellationToken ct) =>
        await db.Database.SqlQuery<bool>(
            $"""
            SELECT NOT EXISTS (SELECT FROM unnest({people}) person WHERE NOT EXISTS (
                SELECT FROM posts p JOIN union_reach l ON l.during @> {desk.Today} AND ((l.above_id = p.union_id AND l.below_id = {union}) OR (l.above_id = {union} AND l.below_id = p.union_id))
                WHERE p.account_id = person AND p.station_id IS NULL AND (p.until_on IS NULL OR p.until_on > {desk.Today}))) AS "Value"
            """).SingleAsync(ct);

    /// <summary>Between the day its sign was hung and the day it comes down, resting or not; of a site only within its period.</summary>
    async Task<List<Station>> StationsAsync(Guid union, CancellationToken ct)
    {
        var today = desk.Today;
        return await desk.All<Station>().AsNoTracking().Where(s => (s.Status == StationStatus.Active || s.Status == StationStatus.Suspended) && (s.StartsOn == null || s.StartsOn <= today) && (s.EndsOn == null || s.EndsOn > today)
            && db.Set<ReachLine>().Any(l => l.AboveId == union && l.BelowId == s.UnionId && l.During.Contains(today))).Take(MostStations + 1).ToListAsync(ct);
    }
}
