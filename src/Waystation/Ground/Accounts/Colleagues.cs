using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Data;

namespace Waystation.Accounts;

/// <summary>An account as the security administrator sees it, with its posts within reach.</summary>
public sealed record Colleague(Account Account, IReadOnlyList<ColleaguesPost> Posts);

public sealed record ColleaguesPost(Post Post, string Union);

/// <summary>The accounts that hold or held a post within this desk's reach; all others are not there.</summary>
public sealed class Colleagues(Desk desk, WaystationDb db, Vault vault, Locks locks)
{
    public const int PageSize = 30;

    /// <summary>By name; one more than a page where another follows.</summary>
    public async Task<IReadOnlyList<Colleague>> SearchAsync(string? named, string? after, CancellationToken ct)
    {
        var (key, start) = (Account.KeyOf(named ?? ""), after ?? "");
        var accounts = await InReach()
            .Where(a => a.NameKey!.Contains(key) && string.Compare(a.NameKey, start) > 0)
            .OrderBy(a => a.NameKey).Take(PageSize + 1).ToListAsync(ct);
        return await WithPostsAsync(accounts, ct);
    }

    public async Task<Colleague?> FindAsync(Guid id, CancellationToken ct) =>
        (await WithPostsAsync(await InReach().Where(a => a.Id == id).ToListAsync(ct), ct)).SingleOrDefault();

    public Task<DateTime?> LockedUntilAsync(Account account, CancellationToken ct) => locks.UntilAsync(Locked.SignInName, StaffSignIn.LockOf(vault, account.NameKey!), ct);

    IQueryable<Account> InReach() =>
        db.Set<Account>().AsNoTracking().Where(a => a.Kind == AccountKind.Staff && a.ClosedAt == null && desk.All<Post>().Any(p => p.AccountId == a.Id));

    async Task<IReadOnlyList<Colleague>> WithPostsAsync(List<Account> accounts, CancellationToken ct)
    {
        var ids = accounts.ConvertAll(a => a.Id);
        var posts = await desk.All<Post>().AsNoTracking().Where(p => ids.Contains(p.AccountId)).OrderBy(p => p.Id).ToListAsync(ct);
        var names = await NamesAsync([.. posts.Select(p => p.UnionId).Distinct()], ct);
        return accounts.ConvertAll(a => new Colleague(a, [.. posts.Where(p => p.AccountId == a.Id).Select(p => new ColleaguesPost(p, names[p.UnionId]))]));
    }

    async Task<Dictionary<Guid, string>> NamesAsync(Guid[] unions, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand("SELECT id, name FROM unions WHERE id = ANY ($1)", (NpgsqlConnection)db.Database.GetDbConnection()).With(unions);
        await using var row = await command.ExecuteReaderAsync(ct);
        Dictionary<Guid, string> names = [];
        while (await row.ReadAsync(ct)) names[row.GetGuid(0)] = row.GetString(1);
        return names;
    }
}
