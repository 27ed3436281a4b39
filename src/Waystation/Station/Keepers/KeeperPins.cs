using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Places;
using Waystation.Shared;
using Waystation.Visits;

namespace Waystation.Keepers;

/// <summary>What a keeper is handed on paper; the PIN is shown once and stands nowhere.</summary>
public sealed record PinSheet(string Station, string Name, string Code, string Pin);

/// <summary>Keepers' PINs: made and withdrawn by who keeps the branch's stations, renewed by them or handed on by the keeper.</summary>
public sealed class KeeperPins(Desk desk, WaystationDb db, Vault vault, Passwords passwords, Sessions sessions, Locks locks, Doors doors)
{
    public async Task<PinSheet> MakeAsync(Station station, string? name, CancellationToken ct)
    {
        Rule.Require(station.Status != StationStatus.Retired, Say.NotRunning);
        var called = StationKeeper.Called(name);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var number = await FreeNumberAsync(station, ct);
        var code = await CodeAsync(station, ct);

        var (account, pin) = (Account.OfKeeper($"{station.Code} · {number}", desk.Now), Pin.Draw(number));
        account.SetUp(passwords.HashPin(account, pin), totpSecret: null);
        var keeper = StationKeeper.Of(station, number, account.Id, vault.Seal(called), desk.Now);
        if (await doors.OfAsync(station.Id, ct) is null) desk.Add(DoorCode.Draw(station, desk.Now));
        db.AddRange(account, Post.AtStation(account.Id, station.UnionId, station.Id, desk.Today), keeper);
        await desk.SaveAsync(Did.AddedKeeper, keeper.Id, ct: ct);
        await transaction.CommitAsync(ct);
        return new(station.Name, called, code, Pin.Shown(pin));
    }

    /// <summary>A new PIN for the same place; whoever came in with the old one is out at once.</summary>
    /// <param name="name">Of who takes it over; null where it is the same person.</param>
    public async Task<PinSheet> RenewAsync(StationKeeper keeper, Station station, string? name, CancellationToken ct)
    {
        var called = name is null ? null : StationKeeper.Called(name);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await HoldAsync(keeper, ct);
        keeper.TakePin(called is null ? null : vault.Seal(called), desk.Now);
        var (account, pin) = (await AccountAsync(keeper, ct), Pin.Draw(keeper.Number));
        account.SetUp(passwords.HashPin(account, pin), totpSecret: null);
        var code = await CodeAsync(station, ct);
        await sessions.EndAsync((NpgsqlConnection)db.Database.GetDbConnection(), account.Id, only: null, ct);
        await desk.SaveAsync(Did.RenewedKeeperPin, keeper.Id, ct: ct);
        await transaction.CommitAsync(ct);
        await locks.OpenAsync(Locked.Keeper, KeeperSignIn.LockOf(vault, code, keeper.Number), ct);
        return new(station.Name, called ?? vault.Open(keeper.Name), code, Pin.Shown(pin));
    }

    /// <summary>Another inner code for the station, where the old one has come into hands it was not meant for.</summary>
    public async Task<string> RenewCodeAsync(Station station, CancellationToken ct)
    {
        var code = await desk.All<InnerCode>().SingleOrDefaultAsync(c => c.StationId == station.Id, ct) ?? throw new Refusal(Say.NoCodeYet);
        code.Renew(desk.Now);
        await desk.SaveAsync(Did.RenewedInnerCode, station.Id, ct: ct);
        return code.Code;
    }

    public async Task WithdrawAsync(StationKeeper keeper, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await HoldAsync(keeper, ct);
        keeper.Withdraw(desk.Now);
        var account = await AccountAsync(keeper, ct);
        account.Reset();
        account.Close(desk.Now);
        foreach (var post in await desk.All<Post>().Where(p => p.AccountId == account.Id && p.UntilOn == null).ToListAsync(ct)) post.End(desk.Today);
        await sessions.EndAsync((NpgsqlConnection)db.Database.GetDbConnection(), account.Id, only: null, ct);
        await desk.SaveAsync(Did.WithdrewKeeper, keeper.Id, ct: ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Of two who give the same keeper a PIN at once the second is told: the sheet that is out already holds.</summary>
    async Task HoldAsync(StationKeeper keeper, CancellationToken ct)
    {
        var known = keeper.PinMadeAt;
        await db.Database.ExecuteSqlAsync($"SELECT FROM keepers WHERE id = {keeper.Id} FOR UPDATE", ct);
        await db.Entry(keeper).ReloadAsync(ct);
        Rule.Require(keeper.PinMadeAt == known, Say.PinMeanwhile);
    }

    Task<Account> AccountAsync(StationKeeper keeper, CancellationToken ct) => db.Set<Account>().SingleAsync(a => a.Id == keeper.AccountId, ct);

    /// <summary>Two who add a keeper at once do so in turn: the station's row is held.</summary>
    async Task<int> FreeNumberAsync(Station station, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"SELECT FROM stations WHERE id = {station.Id} FOR NO KEY UPDATE", ct);
        var taken = await desk.All<StationKeeper>().Where(k => k.StationId == station.Id && k.WithdrawnAt == null).Select(k => k.Number).ToListAsync(ct);
        var free = Enumerable.Range(1, StationKeeper.MostOfOne).Except(taken).FirstOrDefault();
        Rule.Require(free > 0, Say.AtMost(StationKeeper.MostOfOne));
        return free;
    }

    async Task<string> CodeAsync(Station station, CancellationToken ct)
    {
        if (await desk.All<InnerCode>().SingleOrDefaultAsync(c => c.StationId == station.Id, ct) is { } known) return known.Code;

        var drawn = InnerCode.Draw(station, desk.Now);
        desk.Add(drawn);
        return drawn.Code;
    }
}
