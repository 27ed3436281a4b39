using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Evidence;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Modes;

/// <summary>A district or the city orders a mode for its stations, or ends one before its last day.</summary>
public sealed class OrderMode(Desk desk, WaystationDb db, EntryForm form)
{
    static readonly Role[] orders = [Role.DistrictOfficer, Role.CityOfficer];

    public bool MayOrder => orders.Contains(desk.Post.Role);

    public async Task RunAsync(ModeOrder order, CancellationToken ct)
    {
        Rule.Require(MayOrder, Say.OrderedAbove);
        var mode = StationMode.Open(order, desk.Post.UnionId, desk.Caller.AccountId, desk.Now);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await form.TakeAsync(ct);
        desk.Add(mode);
        await desk.SaveAsync(Did.OrderedStationMode, mode.Id, ct: ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>What is still to come of the longer hours is taken back.</summary>
    public async Task EndAsync(StationMode mode, CancellationToken ct)
    {
        Rule.Require(MayOrder, Say.OrderedAbove);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // A host who answers at the same time is waited for, or finds that it has ended.
        await db.Database.ExecuteSqlAsync($"SELECT FROM station_modes WHERE id = {mode.Id} FOR UPDATE", ct);
        await db.Entry(mode).ReloadAsync(ct);
        mode.End(desk.Now);
        var made = (await desk.All<ModeAnswer>().Where(a => a.ModeId == mode.Id).Select(a => a.Changes).ToListAsync(ct)).SelectMany(ids => ids).ToArray();
        foreach (var change in await desk.All<StationException>().Where(c => made.Contains(c.Id) && c.UntilAt > desk.Now).ToListAsync(ct)) change.End(desk.Now);
        await desk.SaveAsync(Did.EndedStationMode, mode.Id, ct: ct);
        await transaction.CommitAsync(ct);
    }
}
