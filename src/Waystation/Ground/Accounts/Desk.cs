using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>
/// What an officer's page has before it: the things of the branch and nothing else, and the only way to save. What lies
/// outside is not found. Pages of <see cref="ForStaffAttribute"/> get one; it stands on the post acted on now.
/// </summary>
public sealed class Desk(Caller caller, WaystationDb db, TimeProvider clock)
{
    public Caller Caller => caller;

    public HeldPost Post { get; } = caller.Post ?? throw new InvalidOperationException("A desk without a post");

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public DateOnly Today => City.Today(clock);

    /// <summary>All of a kind within reach.</summary>
    public IQueryable<T> All<T>() where T : class, IBelongToUnion => db.Set<T>();

    /// <summary>Within reach, tracked; null means "not found", be it elsewhere or nowhere.</summary>
    public Task<T?> FindAsync<T>(Guid id, CancellationToken ct) where T : class, IBelongToUnion =>
        db.Set<T>().SingleOrDefaultAsync(thing => EF.Property<Guid>(thing, "Id") == id, ct);

    /// <summary>Whether this post reaches that union today.</summary>
    public async Task<bool> ReachesAsync(Guid unionId, CancellationToken ct)
    {
        var reach = Post.Reach;
        if (reach.Everything || reach.Listed.Contains(unionId)) return true;
        return reach.Above is { } above && await db.Set<ReachLine>().AnyAsync(l => l.AboveId == above && l.BelowId == unionId && l.During.Contains(reach.On), ct);
    }

    public bool May(Right right) => caller.May(right);

    public void Add<T>(T thing) where T : class, IBelongToUnion => db.Add(thing);

    /// <summary>What was changed, and the line that tells it, in one transaction.</summary>
    public Task SaveAsync(Did did, Guid about, long? amount = null, Purpose? why = null, CancellationToken ct = default) =>
        db.SaveAsync(new LogLine(caller.Actor, did, clock.GetUtcNow(), about, amount, Why: why), ct);

    /// <summary>A look at somebody's data that leaves no other trace.</summary>
    public Task NoteAsync(Did did, Guid about, Purpose why, CancellationToken ct) => SaveAsync(did, about, why: why, ct: ct);

    /// <summary>A list that left the house: one line, which each of these members finds.</summary>
    public async Task NoteExportAsync(Did did, Guid? about, IReadOnlyCollection<Guid> members, Purpose why, byte[]? hash, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await new LogLine(caller.Actor, did, clock.GetUtcNow(), about, members.Count, hash, why).WriteAboutAsync((NpgsqlConnection)db.Database.GetDbConnection(), members, ct);
        await transaction.CommitAsync(ct);
    }
}

/// <summary>The way in which desks and files save.</summary>
static class LoggedSave
{
    public static async Task SaveAsync(this WaystationDb db, LogLine line, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null && !db.ChangeTracker.HasChanges())
        {
            await NoteAsync(db, line, ct);
            return;
        }

        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        await db.SaveChangesAsync(ct);
        await line.WriteAsync((NpgsqlConnection)db.Database.GetDbConnection(), ct);
        if (transaction is not null) await transaction.CommitAsync(ct);
    }

    /// <summary>One statement is its own transaction.</summary>
    static async Task NoteAsync(WaystationDb db, LogLine line, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await line.WriteAsync((NpgsqlConnection)db.Database.GetDbConnection(), ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
