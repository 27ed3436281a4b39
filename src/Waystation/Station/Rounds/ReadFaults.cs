using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Pictures;
using Waystation.Places;

namespace Waystation.Rounds;

/// <param name="IsGone">The station is over: there is nothing left to mend.</param>
public sealed record FaultRow(Fault Fault, string Station, bool IsGone);

/// <summary>What a desk asks about faults of its stations.</summary>
public sealed class ReadFaults(Desk desk, WaystationDb db)
{
    const int Most = 500;

    public async Task<IReadOnlyList<FaultRow>> ListAsync(FaultState? state, Guid? round, string? item, CancellationToken ct)
    {
        var all = desk.All<Fault>().Where(f => f.State != FaultState.Withdrawn);
        if (state is { } only) all = all.Where(f => f.State == only);
        else if (round is null) all = all.Where(f => f.State != FaultState.Closed);
        if (!string.IsNullOrEmpty(item)) all = all.Where(f => f.Item == item);
        if (round is null && state is not FaultState.Closed) all = all.StillThere(desk.All<Station>(), desk.Today);
        if (round is { } of) all = all.OfRound(desk.All<FoundAgain>(), of);
        var found = await (from f in all join s in desk.All<Station>() on f.StationId equals s.Id orderby f.DueOn, s.Code select new { f, s }).AsNoTracking().Take(Most).ToListAsync(ct);
        return [.. found.Select(one => new FaultRow(one.f, one.s.Name, one.s.IsOver(desk.Today)))];
    }

    /// <summary>When it was found wrong again while it was open, and in which round.</summary>
    public async Task<IReadOnlyList<(FoundAgain Again, string Round)>> AgainAsync(Fault fault, CancellationToken ct)
    {
        var found = await (from a in desk.All<FoundAgain>() join r in db.Set<Round>() on a.RoundId equals r.Id where a.FaultId == fault.Id && !a.Withdrawn orderby a.FoundAt select new { a, r.Title }).AsNoTracking().ToListAsync(ct);
        return [.. found.Select(one => (one.a, one.Title))];
    }

    /// <summary>Which of these photos are still kept.</summary>
    public async Task<IReadOnlySet<Guid>> KeptAsync(IEnumerable<Guid?> pictures, CancellationToken ct)
    {
        Guid[] ids = [.. pictures.OfType<Guid>()];
        return await db.Set<Picture>().Where(p => ids.Contains(p.Id) && p.ForgottenAt == null).Select(p => p.Id).ToHashSetAsync(ct);
    }

    /// <summary>What is open at the one station of a keeper, those that the keeper mends first.</summary>
    public async Task<IReadOnlyList<Fault>> OfKeeperAsync(CancellationToken ct) => desk.Post.StationId is not { } own ? [] :
        [.. (await desk.All<Fault>().AsNoTracking().Where(f => f.StationId == own && (f.State == FaultState.Open || f.State == FaultState.Mended)).ToListAsync(ct)).OrderBy(f => f.State).ThenBy(f => f.Owner).ThenBy(f => f.DueOn)];

    /// <summary>The days of a round that was announced and is not over; none where nobody comes, or comes unannounced.</summary>
    public async Task<(DateOnly From, DateOnly Until)?> AnnouncedAsync(CancellationToken ct)
    {
        if (desk.Post.StationId is not { } own) return null;

        var round = await (from s in desk.All<RoundStop>() join r in db.Set<Round>() on s.RoundId equals r.Id
                           where s.StationId == own && s.ExcusedAt == null && r.Announced && r.EndedAt == null && r.UntilOn >= desk.Today && !desk.All<RoundVisit>().Any(v => v.RoundId == r.Id && v.StationId == own)
                           orderby r.FromOn select r).AsNoTracking().FirstOrDefaultAsync(ct);
        return round is null ? null : (round.FromOn, round.UntilOn);
    }
}

static class FaultQueries
{
    /// <summary>At stations that are not over: where nothing stands any more nothing is mended, and nobody is late.</summary>
    public static IQueryable<Fault> StillThere(this IQueryable<Fault> faults, IQueryable<Station> stations, DateOnly today)
    {
        var over = stations.Over(today);
        return faults.Where(f => !over.Any(s => s.Id == f.StationId));
    }

    /// <summary>What a round found itself, be it known from an earlier one or not.</summary>
    public static IQueryable<Fault> OfRound(this IQueryable<Fault> faults, IQueryable<FoundAgain> again, Guid round) =>
        faults.Where(f => f.State != FaultState.Withdrawn && (f.RoundId == round || again.Any(a => a.FaultId == f.Id && a.RoundId == round && !a.Withdrawn)));
}
