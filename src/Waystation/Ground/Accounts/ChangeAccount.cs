using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>What a security administrator does to a colleague's account. Each is one line in the log.</summary>
public sealed class ChangeAccount(Desk desk, WaystationDb db, Database database, Vault vault, SetUpLinks links, Sessions sessions, Locks locks)
{
    /// <summary>Held by whoever takes a security administrator away, so that two of them cannot take away each other.</summary>
    const long OneAtATime = 7_002;

    public async Task EndPostAsync(Guid accountId, Guid postId, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var account = await AccountAsync(accountId, ct);
        var post = await desk.FindAsync<Post>(postId, ct);
        Rule.Require(post?.AccountId == account.Id, Say.NoSuchPost);
        await SomebodyStaysAsync(account.Id, post!.Id, ct);

        post.End(desk.Today);
        await desk.SaveAsync(Did.EndedPost, post.Id, ct: ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Nobody comes in with what was set up before, and whoever is in is out at once.</summary>
    /// <returns>The token of the new link.</returns>
    public async Task<string> ResetAsync(Guid accountId, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var account = await OthersAsync(accountId, ct);

        account.Reset();
        await sessions.EndAsync(Connection, account.Id, only: null, ct);
        var token = await links.MakeAsync(Connection, account.Id, ct);
        await desk.SaveAsync(Did.ResetAccount, account.Id, ct: ct);
        await transaction.CommitAsync(ct);
        return token;
    }

    public async Task UnlockAsync(Guid accountId, CancellationToken ct)
    {
        var account = await OthersAsync(accountId, ct);

        await locks.OpenAsync(Locked.SignInName, StaffSignIn.LockOf(vault, account.NameKey!), ct);
        await desk.SaveAsync(Did.UnlockedAccount, account.Id, ct: ct);
    }

    public async Task SignOutAsync(Guid accountId, CancellationToken ct)
    {
        var account = await OthersAsync(accountId, ct);

        await sessions.EndAllAsync(account.Id, desk.Caller.Actor, ct);
    }

    public async Task CloseAsync(Guid accountId, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var account = await OthersAsync(accountId, ct);
        await SomebodyStaysAsync(account.Id, null, ct);

        account.Close(desk.Now);
        foreach (var post in await desk.All<Post>().Where(p => p.AccountId == account.Id && p.UntilOn == null).ToListAsync(ct)) post.End(desk.Today);
        await sessions.EndAsync(Connection, account.Id, only: null, ct);
        await desk.SaveAsync(Did.ClosedOfficerAccount, account.Id, ct: ct);
        await transaction.CommitAsync(ct);
    }

    NpgsqlConnection Connection => (NpgsqlConnection)db.Database.GetDbConnection();

    async Task<Account> AccountAsync(Guid id, CancellationToken ct)
    {
        var account = await db.Set<Account>().SingleOrDefaultAsync(a => a.Id == id && a.Kind == AccountKind.Staff && a.ClosedAt == null && desk.All<Post>().Any(p => p.AccountId == id), ct);
        return account ?? throw new Refusal(Say.NoSuchAccount);
    }

    /// <summary>Somebody else's, and all of it within reach: whoever could reset an account that also acts elsewhere could act there.</summary>
    async Task<Account> OthersAsync(Guid id, CancellationToken ct)
    {
        var account = await AccountAsync(id, ct);
        Rule.Require(account.Id != desk.Caller.AccountId, Say.NotYourOwnAccount);
        Rule.Require(await HeldAsync(db, id, ct) == await HeldAsync(id, ct), Say.ActsElsewhereToo);
        return account;
    }

    /// <summary>Past the reach, because it asks exactly whether anything lies outside.</summary>
    async Task<int> HeldAsync(Guid id, CancellationToken ct)
    {
        await using var all = database.NewContext();
        return await HeldAsync(all, id, ct);
    }

    Task<int> HeldAsync(WaystationDb within, Guid id, CancellationToken ct) =>
        within.Set<Post>().CountAsync(p => p.AccountId == id && (p.UntilOn == null || p.UntilOn > desk.Today), ct);

    /// <summary>The city always has a security administrator who can come in; without one nobody could give posts any more.</summary>
    async Task SomebodyStaysAsync(Guid accountId, Guid? postId, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({OneAtATime})", ct);
        await using var command = new NpgsqlCommand(
            """
            SELECT bool_or(p.id = $2 OR ($2::uuid IS NULL AND p.account_id = $1)), bool_or(NOT (p.id = coalesce($2, p.id) AND p.account_id = $1))
            FROM posts p JOIN accounts a ON a.id = p.account_id JOIN unions u ON u.id = p.union_id JOIN union_kinds k ON k.code = u.kind
            WHERE p.role = 'security-administrator' AND p.below AND k.stands_alone AND (p.until_on IS NULL OR p.until_on > $3)
              AND a.closed_at IS NULL AND a.password_hash IS NOT NULL
            """, Connection);
        command.With(accountId, postId, desk.Today);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        var (goes, stays) = (!row.IsDBNull(0) && row.GetBoolean(0), !row.IsDBNull(1) && row.GetBoolean(1));
        Rule.Require(!goes || stays, Say.LastSecurityAdministrator);
    }
}
