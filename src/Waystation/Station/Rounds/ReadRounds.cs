using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Pictures;
using Waystation.Places;

namespace Waystation.Rounds;

/// <summary>How far a round has come, as far as this post reaches.</summary>
/// <param name="Waiting">Stations of which deliveries contradict each other.</param>
public sealed record RoundRow(Round Round, string Union, int Stations, int Seen, int Excused, int Waiting)
{
    public int Left => Stations - Seen - Excused;
}

/// <summary>Where a station of a round stands.</summary>
public enum StopState { Waits, Seen, Excused, Left }

/// <param name="Seen">The visit that counts.</param>
public sealed record StopRow(RoundStop Stop, Station Station, RoundVisit? Seen, int Waiting, IReadOnlyList<Fault> Faults)
{
    public StopState State => Waiting > 0 ? StopState.Waits : Seen is not null ? StopState.Seen : Stop.IsExcused ? StopState.Excused : StopState.Left;

    /// <summary>Whether it is among those that a round's figures count so; one whose deliveries contradict each other is seen all the same.</summary>
    public bool CountsAs(StopState state) => state switch
    {
        StopState.Waits => Waiting > 0,
        StopState.Seen => Seen is not null,
        StopState.Excused => Seen is null && Stop.IsExcused,
        _ => Seen is null && !Stop.IsExcused,
    };
}

/// <summary>What a desk asks about rounds. A round is known to whoever reaches one of its stations, and each sees of it what they reach.</summary>
public sealed class ReadRounds(Desk desk, WaystationDb db)
{
    const int Most = 100;

    public async Task<IReadOnlyList<RoundRow>> ListAsync(CancellationToken ct)
    {
        var rounds = await db.Set<Round>().AsNoTracking().Where(r => desk.All<RoundStop>().Any(s => s.RoundId == r.Id)).OrderBy(r => r.EndedAt != null).ThenByDescending(r => r.OpenedAt).Take(Most).ToListAsync(ct);
        List<RoundRow> rows = [];
        foreach (var round in rounds) rows.Add(await RowAsync(round, await StopsAsync(round.Id, ct), ct));
        return rows;
    }

    public Task<Round?> FindAsync(Guid id, CancellationToken ct) => db.Set<Round>().SingleOrDefaultAsync(r => r.Id == id && desk.All<RoundStop>().Any(s => s.RoundId == r.Id), ct);

    public async Task<RoundRow> RowAsync(Round round, IReadOnlyList<StopRow> stops, CancellationToken ct)
    {
        var union = await db.Database.SqlQuery<string>($"""SELECT name AS "Value" FROM unions WHERE id = {round.UnionId}""").SingleAsync(ct);
        return new(round, union, stops.Count, stops.Count(s => s.CountsAs(StopState.Seen)), stops.Count(s => s.CountsAs(StopState.Excused)), stops.Count(s => s.CountsAs(StopState.Waits)));
    }

    /// <summary>In the order in which they are visited.</summary>
    public async Task<IReadOnlyList<StopRow>> StopsAsync(Guid round, CancellationToken ct)
    {
        var stops = await (from stop in desk.All<RoundStop>() join station in desk.All<Station>() on stop.StationId equals station.Id where stop.RoundId == round orderby stop.Team, stop.OnDay, stop.Place select new { stop, station }).AsNoTracking().ToListAsync(ct);
        var visits = (await desk.All<RoundVisit>().AsNoTracking().Where(v => v.RoundId == round && v.Standing != Standing.SetAside).ToListAsync(ct)).ToLookup(v => v.StationId);
        var faults = (await desk.All<Fault>().AsNoTracking().OfRound(desk.All<FoundAgain>(), round).ToListAsync(ct)).ToLookup(f => f.StationId);
        return [.. stops.Select(s => new StopRow(s.stop, s.station, visits[s.station.Id].FirstOrDefault(v => v.Standing is Standing.Counts), visits[s.station.Id].Count(v => v.Standing is Standing.Waits), [.. faults[s.station.Id]]))];
    }

    public async Task<IReadOnlyList<RoundVisit>> VisitsAsync(RoundStop stop, CancellationToken ct) =>
        await desk.All<RoundVisit>().AsNoTracking().Where(v => v.RoundId == stop.RoundId && v.StationId == stop.StationId).OrderBy(v => v.ReceivedAt).ToListAsync(ct);

    public async Task<Station> StationAsync(Guid id, CancellationToken ct) => await desk.All<Station>().AsNoTracking().SingleAsync(s => s.Id == id, ct);

    public Task<Guid?> StopOfAsync(Fault fault, CancellationToken ct) =>
        desk.All<RoundStop>().Where(s => s.RoundId == fault.RoundId && s.StationId == fault.StationId).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(ct);

    public async Task<IReadOnlyList<Fault>> FaultsAsync(RoundStop stop, CancellationToken ct) =>
        await desk.All<Fault>().AsNoTracking().OfRound(desk.All<FoundAgain>(), stop.RoundId).Where(f => f.StationId == stop.StationId).OrderBy(f => f.DueOn).ToListAsync(ct);

    /// <summary>Those that visits of a station name and that have come.</summary>
    public async Task<IReadOnlyDictionary<Guid, Picture>> PicturesAsync(Guid station, IEnumerable<RoundVisit> visits, CancellationToken ct)
    {
        Guid[] named = [.. visits.SelectMany(v => v.Pictures).Distinct()];
        return await db.Set<Picture>().AsNoTracking().Where(p => named.Contains(p.Id) && p.StationId == station && p.ForgottenAt == null).ToDictionaryAsync(p => p.Id, ct);
    }

    /// <summary>Drawn names of visits that have come and are not forgotten yet.</summary>
    public async Task<IReadOnlySet<Guid>> SignaturesAsync(Guid station, IEnumerable<RoundVisit> visits, CancellationToken ct)
    {
        Guid[] named = [.. visits.Select(v => v.Signature).OfType<Guid>()];
        return (await desk.All<Signature>().Where(s => named.Contains(s.Id) && s.StationId == station && s.Drawn != null).Select(s => s.Id).ToListAsync(ct)).ToHashSet();
    }

    /// <summary>The names of colleagues.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<Guid?> accounts, CancellationToken ct)
    {
        Guid[] ids = [.. accounts.OfType<Guid>().Distinct()];
        return await db.Set<Account>().AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
    }

    public async Task<IReadOnlyList<(int Team, string Name)>> PeopleAsync(Guid round, CancellationToken ct)
    {
        var people = await (from p in db.Set<RoundPerson>() join a in db.Set<Account>() on p.AccountId equals a.Id where p.RoundId == round orderby p.Team, a.Name select new { p.Team, a.Name }).AsNoTracking().ToListAsync(ct);
        return [.. people.Select(p => (p.Team, p.Name))];
    }

    /// <summary>Of me, in a round; none where I am on no team.</summary>
    public Task<RoundPerson?> MeAsync(Guid round, CancellationToken ct) => db.Set<RoundPerson>().AsNoTracking().SingleOrDefaultAsync(p => p.RoundId == round && p.AccountId == desk.Caller.AccountId, ct);

    /// <summary>Rounds that are not over and in which I am on a team.</summary>
    public async Task<IReadOnlyList<(Round Round, int Team)>> MineAsync(CancellationToken ct)
    {
        var mine = await (from p in db.Set<RoundPerson>() join r in db.Set<Round>() on p.RoundId equals r.Id where p.AccountId == desk.Caller.AccountId && r.EndedAt == null && desk.All<RoundStop>().Any(s => s.RoundId == r.Id) orderby r.FromOn select new { r, p.Team }).AsNoTracking().ToListAsync(ct);
        return [.. mine.Select(m => (m.r, m.Team))];
    }
}
