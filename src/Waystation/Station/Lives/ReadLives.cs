using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Organisations;
using Waystation.Places;

namespace Waystation.Lives;

/// <summary>A place on a list: where its life stands, and what comes next.</summary>
/// <param name="Next">None where nothing is decided here but its end.</param>
/// <param name="WaitsHere">It waits for this post.</param>
public sealed record LifeRow(Guid Id, string Name, string Kind, string Street, LifeStage Stage, DateOnly? Since, LifeStep? Next, bool WaitsHere);

/// <summary>A step with whose post decided it.</summary>
public sealed record ToldStep(StationStep Step, Agreement? Agreement, Role Role, string Union);

/// <summary>What a desk asks about the lives of its places.</summary>
public sealed class ReadLives(Desk desk, WaystationDb db)
{
    const int Most = 300, MostFound = 30;

    /// <summary>Those in preparation, and those running whose next day has come: a period that is over, an agreement that is.</summary>
    public async Task<IReadOnlyList<LifeRow>> OpenAsync(CancellationToken ct)
    {
        var today = desk.Today;
        var open = desk.All<Station>().Where(s => (s.Status == StationStatus.Preparing && s.Stage != "dropped") || s.Stage == "signed" || s.Stage == "suspended"
            || (s.EndsOn <= today && s.Status != StationStatus.Retired && s.Stage != "dropped"));
        var rows = await RowsAsync(open, ct);
        var lapsed = await LapsedAsync(today, ct);
        return [.. rows.Concat((await RowsAsync(desk.All<Station>().Where(s => lapsed.Contains(s.Id)), ct)).Select(r => r with { Next = LifeStep.Agree, WaitsHere = Decides(LifeStep.Agree) })).DistinctBy(r => r.Id).OrderByDescending(r => r.WaitsHere).ThenBy(r => r.Stage).ThenBy(r => r.Since)];
    }

    /// <summary>Any place of the branch, by a part of its name or its whole number.</summary>
    public Task<IReadOnlyList<LifeRow>> FindAsync(string typed, CancellationToken ct) =>
        RowsAsync(desk.All<Station>().Where(s => s.Name.Contains(typed) || s.Code == typed).OrderBy(s => s.Code).Take(MostFound), ct);

    /// <summary>Those of a street that its coverage counts: on the map, or on their way there.</summary>
    public Task<IReadOnlyList<LifeRow>> OfPlanAsync(string street, bool preparing, CancellationToken ct) =>
        RowsAsync((preparing ? desk.All<Station>().OnTheirWay() : desk.All<Station>().OnTheMap()).Where(s => s.StreetCode == street).OrderBy(s => s.Code), ct);

    public async Task<PlaceLife?> LifeAsync(Guid id, CancellationToken ct)
    {
        if (await desk.All<Station>().Include(s => s.Facilities).SingleOrDefaultAsync(s => s.Id == id, ct) is not { } station) return null;

        var steps = await db.Set<StationStep>().Where(s => s.StationId == id).OrderBy(s => s.Nth).ToListAsync(ct);
        var ids = steps.Select(s => s.Id).ToArray();
        return new(station, steps, await db.Set<Agreement>().Where(a => ids.Contains(a.StepId)).ToListAsync(ct));
    }

    /// <summary>The last first. Who decided may stand outside the own branch; only the office is told, not the person.</summary>
    public async Task<IReadOnlyList<ToldStep>> ToldAsync(PlaceLife life, CancellationToken ct)
    {
        var ids = life.Steps.Select(s => s.PostId).ToArray();
        var posts = await db.Database.SqlQuery<DecidingPost>(
            $"""
            SELECT p.id AS "Id", p.role AS "Role", u.name AS "Union" FROM posts p JOIN unions u ON u.id = p.union_id WHERE p.id = ANY ({ids})
            """).ToDictionaryAsync(p => p.Id, ct);
        return [.. life.Steps.Reverse().Select(s => new ToldStep(s, life.Agreements.FirstOrDefault(a => a.StepId == s.Id), Roles.Read(posts[s.PostId].Role)!.Value, posts[s.PostId].Union))];
    }

    async Task<Guid[]> LapsedAsync(DateOnly today, CancellationToken ct) =>
        await (from agreement in db.Set<Agreement>()
               join step in db.Set<StationStep>() on agreement.StepId equals step.Id
               join station in desk.All<Station>() on step.StationId equals station.Id
               where station.Stage == "running"
               group agreement.UntilOn by station.Id into of
               where of.Max() < today
               select of.Key).Take(Most).ToArrayAsync(ct);

    async Task<IReadOnlyList<LifeRow>> RowsAsync(IQueryable<Station> of, CancellationToken ct)
    {
        var found = await (from station in of
                           join street in db.Set<Division>() on station.StreetCode equals street.Code
                           select new { Station = station, Street = street.Name, Since = db.Set<StationStep>().Where(s => s.StationId == station.Id).Max(s => (DateOnly?)s.OnDay) }).AsNoTracking().Take(Most).ToListAsync(ct);
        return [.. found.Select(one => Row(one.Station, one.Street, one.Since))];
    }

    LifeRow Row(Station station, string street, DateOnly? since)
    {
        var stage = LifeRules.StageOf(station);
        LifeStep? next = station.EndsOn <= desk.Today && stage is not (LifeStage.Ended or LifeStage.Dropped) ? LifeStep.End
            : stage is LifeStage.Running or LifeStage.Ended or LifeStage.Dropped ? null : LifeRules.After(stage)[0];
        return new(station.Id, station.Name, StationKind.Of(station.KindCode).Name, street, stage, since ?? station.OpenedOn, next, next is { } step && Decides(step));
    }

    /// <summary>Those above may too, but it does not wait for them.</summary>
    bool Decides(LifeStep step) => LifeRules.DecidedBy(step)[0] == desk.Post.Role;

    sealed record DecidingPost(Guid Id, string Role, string Union);
}
