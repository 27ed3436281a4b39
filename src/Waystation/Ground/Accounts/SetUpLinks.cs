using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>An account waiting to be set up: whose link it is, and the second factor offered with it.</summary>
public sealed record SetUp(Account Account, byte[] Secret, bool NeedsSecondFactor);

/// <summary>One-time links by which a colleague chooses a password and takes a second factor. They hold three days; only their SHA-256 is kept.</summary>
public sealed class SetUpLinks(Database database, Vault vault, Passwords passwords, TimeProvider clock)
{
    static readonly TimeSpan life = TimeSpan.FromDays(3);
    const int TokenBytes = 32;

    /// <returns>The token, to be told once to the colleague.</returns>
    public async Task<string> MakeAsync(NpgsqlConnection connection, Guid accountId, CancellationToken ct)
    {
        var token = RandomNumberGenerator.GetBytes(TokenBytes);
        // A new link takes the place of those before.
        await using var command = new NpgsqlCommand(
            """
            WITH gone AS (DELETE FROM set_up_links WHERE account_id = $2 AND used_at IS NULL)
            INSERT INTO set_up_links (token, account_id, secret, expires_at) VALUES ($1, $2, $3, $4)
            """, connection);
        command.With(SHA256.HashData(token), accountId,
            vault.Seal(Convert.ToBase64String(Totp.NewSecret())), (clock.GetUtcNow() + life).UtcDateTime);
        await command.ExecuteNonQueryAsync(ct);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>None: unknown, used, or too old.</summary>
    public async Task<SetUp?> FindAsync(string token, CancellationToken ct)
    {
        if (HashOf(token) is not { } hash) return null;

        await using var command = database.Source.CreateCommand(
            """
            SELECT l.account_id, l.secret FROM set_up_links l JOIN accounts a ON a.id = l.account_id
            WHERE l.token = $1 AND l.used_at IS NULL AND l.expires_at > $2 AND a.closed_at IS NULL
            """);
        command.With(hash, clock.GetUtcNow().UtcDateTime);
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct)) return null;

        await using var db = database.NewContext();
        var accountId = row.GetGuid(0);
        var (account, today) = (await db.Set<Account>().AsNoTracking().SingleAsync(a => a.Id == accountId, ct), City.Today(clock));
        var posts = await db.Set<Post>().AsNoTracking().Where(p => p.AccountId == accountId && (p.UntilOn == null || p.UntilOn > today)).ToListAsync(ct);
        return new SetUp(account, Convert.FromBase64String(vault.Open(row.GetFieldValue<byte[]>(1))), posts.Exists(p => p.NeedsSecondFactor));
    }

    /// <param name="code">Proves that the second factor is in the colleague's hands; may be left out where no post needs one.</param>
    public async Task UseAsync(string token, string? password, string? code, CancellationToken ct)
    {
        var setUp = await FindAsync(token, ct) ?? throw new Refusal(Say.LinkUnknown);
        var takesSecondFactor = setUp.NeedsSecondFactor || !string.IsNullOrWhiteSpace(code);
        Rule.Require(!takesSecondFactor || Totp.StepOf(setUp.Secret, code, clock.GetUtcNow()) is not null, Say.CodeWrong);

        var hash = passwords.Hash(setUp.Account, password);
        await using var db = database.NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        var used = await db.Database.ExecuteSqlAsync($"UPDATE set_up_links SET used_at = {now.UtcDateTime} WHERE token = {HashOf(token)} AND used_at IS NULL", ct);
        Rule.Require(used == 1, Say.LinkUnknown);
        var account = await db.Set<Account>().SingleAsync(a => a.Id == setUp.Account.Id, ct);
        account.SetUp(hash, takesSecondFactor ? vault.Seal(Convert.ToBase64String(setUp.Secret)) : null);
        await db.SaveAsync(new LogLine(Actor.Account(account.Id, null), Did.SetUpAccount, now, account.Id), ct);
        await transaction.CommitAsync(ct);
    }

    static byte[]? HashOf(string token) =>
        token.Length == 43 && Base64Url.IsValid(token, out var length) && length == TokenBytes ? SHA256.HashData(Base64Url.DecodeFromChars(token)) : null;
}
