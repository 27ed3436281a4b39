using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>
/// A colleague comes in by name, password and second factor. Whatever is wrong, the answer is one and the same sentence,
/// and takes as long: neither wording nor time tells whether a name, a password or a code was right.
/// </summary>
public sealed class StaffSignIn(Database database, Vault vault, Passwords passwords, Sessions sessions, Limits limits, Locks locks, TimeProvider clock)
{
    /// <returns>The token for the cookie, and until when it holds at most.</returns>
    public async Task<(byte[] Token, DateTimeOffset Until)> RunAsync(string? name, string? password, string? code, Guid device, CancellationToken ct)
    {
        await limits.CountAsync(Limited.DeviceSignInsAnHour, device, ct);
        var key = Account.KeyOf(name ?? "");
        var tried = LockOf(vault, key);
        await locks.TakeTryAsync(Locked.SignInName, tried, ct);

        await using var db = database.NewContext();
        var account = await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(a => a.NameKey == key && a.ClosedAt == null, ct);
        Rule.Require(passwords.Fits(account, password), Say.SignInWrong);
        Rule.Require(account!.TotpSecret is null || await IsFreshCodeAsync(account, code, ct), Say.SignInWrong);

        var posts = await PostsAsync(db, account.Id, ct);
        Rule.Require(account.TotpSecret is not null || posts.TrueForAll(p => !p.NeedsSecondFactor), Say.SecondFactorMissing);
        Rule.Require(posts.Count > 0, Say.NoPost);
        await locks.OpenAsync(Locked.SignInName, tried, ct);
        return await BeginAsync(account, posts.Count == 1 ? posts[0].Id : null, device, ct);
    }

    /// <summary>What is locked after wrong tries with a name, whether anybody bears it or not.</summary>
    internal static Guid LockOf(Vault vault, string nameKey) => vault.Index(BlindIndex.SignInName, nameKey.Length > 100 ? nameKey[..100] : nameKey);

    async Task<(byte[], DateTimeOffset)> BeginAsync(Account account, Guid? post, Guid device, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var begun = await sessions.BeginAsync(connection, account, post, phone: null, device, ct);
        await transaction.CommitAsync(ct);
        return begun;
    }

    Task<List<Post>> PostsAsync(WaystationDb db, Guid accountId, CancellationToken ct)
    {
        var today = City.Today(clock);
        return db.Set<Post>().AsNoTracking().Where(p => p.AccountId == accountId && p.FromOn <= today && (p.UntilOn == null || p.UntilOn > today)).ToListAsync(ct);
    }

    /// <summary>A code works once: whoever looks over a shoulder cannot use it again.</summary>
    async Task<bool> IsFreshCodeAsync(Account account, string? code, CancellationToken ct)
    {
        if (Totp.StepOf(Convert.FromBase64String(vault.Open(account.TotpSecret)), code, clock.GetUtcNow()) is not { } step) return false;

        await using var command = database.Source.CreateCommand("UPDATE accounts SET totp_step = $2 WHERE id = $1 AND totp_step < $2");
        command.With(account.Id, step);
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }
}
