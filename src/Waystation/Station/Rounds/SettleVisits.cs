using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Rounds;

/// <summary>Somebody decides which of several deliveries of one station counts. The others are set aside, and kept.</summary>
public sealed class SettleVisits(Desk desk, WaystationDb db, TakeEffect effect)
{
    public async Task RunAsync(RoundStop stop, Guid chosen, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Two who settle it at once do so in turn, and nothing is delivered meanwhile that the first has not seen.
        await db.Database.ExecuteSqlAsync($"SELECT FROM round_stops WHERE id = {stop.Id} FOR UPDATE", ct);
        var station = await db.HoldStationAsync(stop.StationId, ct);
        var all = await desk.All<RoundVisit>().Where(v => v.RoundId == stop.RoundId && v.StationId == stop.StationId && v.Standing != Standing.SetAside).ToListAsync(ct);
        Rule.Require(all.Any(v => v.Standing is Standing.Waits), Say.NothingToSettle);
        var winner = all.Find(v => v.Id == chosen);
        Rule.Require(winner is not null, Say.ChooseAVisit);

        var counted = winner!.Standing is Standing.Counts;
        foreach (var other in all.Where(v => v != winner)) await SetAsideAsync(other, ct);
        await SaveAsync(ct);
        winner.Settle(counts: true, desk.Caller.AccountId, desk.Now);
        if (!counted) await CountAsync(winner, station, ct);
        await desk.SaveAsync(Did.SettledInspection, winner.Id, amount: all.Count, ct: ct);
        await transaction.CommitAsync(ct);
    }

    async Task SetAsideAsync(RoundVisit visit, CancellationToken ct)
    {
        visit.Settle(counts: false, desk.Caller.AccountId, desk.Now);
        foreach (var again in await desk.All<FoundAgain>().Where(a => a.DeliveryId == visit.Id).ToListAsync(ct)) again.Withdraw();
        // What another round found as well is wrong all the same.
        foreach (var fault in await desk.All<Fault>().Where(f => f.DeliveryId == visit.Id && !desk.All<FoundAgain>().Any(a => a.FaultId == f.Id && !a.Withdrawn)).ToListAsync(ct)) fault.Withdraw();
    }

    /// <summary>Of two that count the database takes one: the others step back first.</summary>
    Task SaveAsync(CancellationToken ct) => db.SaveChangesAsync(ct);

    /// <summary>The list is read by the transaction's own connection: waiting for a second one while the first is held can wait for ever.</summary>
    async Task CountAsync(RoundVisit visit, Station station, CancellationToken ct)
    {
        var list = await db.Set<ChecklistOnFile>().AsNoTracking().SingleAsync(c => c.Id == visit.ChecklistId, ct);
        await effect.RunAsync(visit, station, KeptChecklist.Read(list.Content), ct);
    }
}
