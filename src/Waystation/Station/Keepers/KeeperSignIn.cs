using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Keepers;

/// <summary>
/// A keeper comes in by the station's inner code and a PIN: no password, and no name. Five wrong tries close that keeper's way in
/// for a quarter of an hour, whether there is such a keeper or not, and whatever is wrong takes as long and is one sentence.
/// </summary>
public sealed class KeeperSignIn(Database database, Vault vault, Passwords passwords, Sessions sessions, Limits limits, Locks locks)
{
    /// <returns>The token for the cookie, and until when it holds at most.</returns>
    public async Task<(byte[] Token, DateTimeOffset Until)> RunAsync(string? typedCode, string? typedPin, Guid device, CancellationToken ct)
    {
        await limits.CountAsync(Limited.DeviceSignInsAnHour, device, ct);
        if (InnerCode.Read(typedCode) is not { } code || Pin.Read(typedPin) is not { } pin) throw new Refusal(Say.TypeBoth);

        var number = Pin.NumberOf(pin);
        var tried = LockOf(vault, code, number);
        await locks.TakeTryAsync(Locked.Keeper, tried, ct);
        // Past every reach: who comes in has none yet.
        await using var db = database.NewContext();
        var account = await (
            from c in db.Set<InnerCode>()
            join k in db.Set<StationKeeper>() on c.StationId equals k.StationId
            join a in db.Set<Account>() on k.AccountId equals a.Id
            where c.Code == code && k.Number == number && k.WithdrawnAt == null && a.ClosedAt == null
            select a).AsNoTracking().SingleOrDefaultAsync(ct);
        Rule.Require(passwords.Fits(account, pin), Say.PinWrong);

        var post = await db.Set<Post>().AsNoTracking().SingleAsync(p => p.AccountId == account!.Id && p.UntilOn == null, ct);
        await locks.OpenAsync(Locked.Keeper, tried, ct);
        return await BeginAsync(account!, post.Id, device, ct);
    }

    internal static Guid LockOf(Vault vault, string code, int number) => vault.Index(BlindIndex.KeeperCode, $"{code} {number}");

    async Task<(byte[], DateTimeOffset)> BeginAsync(Account account, Guid post, Guid device, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var begun = await sessions.BeginAsync(connection, account, post, phone: null, device, ct);
        await transaction.CommitAsync(ct);
        return begun;
    }
}
