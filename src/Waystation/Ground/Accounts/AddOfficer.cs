using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>
/// Gives somebody a post: the account is made where there is none, and who has not set theirs up gets a link for it. By the
/// command line it is how the first colleague of an installation comes in.
/// </summary>
public sealed class AddOfficer(Database database, SetUpLinks links, TimeProvider clock)
{
    /// <returns>The account, and the token of its link; none where the account is set up already.</returns>
    public async Task<(Guid AccountId, string? Token)> RunAsync(string name, Role role, Guid unionId, bool below, Actor by, CancellationToken ct = default)
    {
        await using var db = database.NewContext(Reach.Everywhere, by);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        var account = await AccountAsync(db, name, by, now, ct);
        var today = City.Today(clock);
        var held = await db.Set<Post>().Where(p => p.AccountId == account.Id && (p.UntilOn == null || p.UntilOn > today)).ToListAsync(ct);
        Rule.Require(!held.Exists(p => p.Role == role && p.UnionId == unionId), Say.HoldsThatPost);
        Rule.Require(held.TrueForAll(p => p.Role.GoesWith(role)), Say.AdministratorsStandApart);

        var post = Post.Give(account.Id, role, unionId, below, today);
        db.Add(post);
        await db.SaveAsync(new LogLine(by, Did.GavePost, now, post.Id), ct);
        var token = account.IsSetUp ? null : await links.MakeAsync((NpgsqlConnection)db.Database.GetDbConnection(), account.Id, ct);
        await transaction.CommitAsync(ct);
        return (account.Id, token);
    }

    /// <summary>One at a time for each name: two posts given at once must see each other.</summary>
    static async Task<Account> AccountAsync(WaystationDb db, string name, Actor by, DateTimeOffset now, CancellationToken ct)
    {
        var made = Account.OfStaff(name, now.UtcDateTime);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({made.NameKey}, 7001))", ct);
        if (await db.Set<Account>().SingleOrDefaultAsync(a => a.NameKey == made.NameKey && a.ClosedAt == null, ct) is { } known) return known;

        db.Add(made);
        await db.SaveAsync(new LogLine(by, Did.AddedOfficer, now, made.Id), ct);
        return made;
    }
}
