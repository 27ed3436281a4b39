using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;

namespace Waystation.Joining;

/// <summary>
/// What silence means: an application whose clock ran out goes to the union above, a transfer that nobody answered is agreed to.
/// Safe to repeat, and any number of nodes share the work: each takes what no other holds.
/// </summary>
public sealed class PassUpApplications(Database database, JoiningClocks clocks)
{
    const int AtOnce = 100;
    const string Guard = "FOR UPDATE OF a SKIP LOCKED";

    /// <summary>Nothing above the city: there it stays overdue, and its page says so.</summary>
    const string Overdue =
        $"""
        SELECT a.id, up.above_id FROM applications a
        CROSS JOIN LATERAL (SELECT l.above_id FROM union_lines l JOIN unions u ON u.id = l.above_id JOIN union_kinds k ON k.code = u.kind
            WHERE l.below_id = a.union_id AND l.distance > 0 AND l.during @> $1 AND k.holds_tasks ORDER BY l.distance LIMIT 1) up
        WHERE a.due_on < $1 ORDER BY a.due_on, a.id LIMIT $2 {Guard}
        """;

    /// <summary>For the test that shows what the guard is for.</summary>
    internal bool IsGuarded { get; init; } = true;

    /// <returns>How many applications went up, and how many transfers went through.</returns>
    public async Task<(int PassedUp, int Transferred)> RunAsync(CancellationToken ct = default)
    {
        var (passed, moved, last) = (0, 0, 0);
        do
        {
            // By rule, whosever they are: a job sees past every reach.
            await using var db = database.NewContext(Reach.Everywhere, Actor.System);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            passed += last = await PassAsync(db, ct);
            await transaction.CommitAsync(ct);
        }
        while (last == AtOnce);

        while (await TransferOneAsync(ct)) moved++;
        return (passed, moved);
    }

    /// <summary>In the context's open transaction.</summary>
    internal async Task<int> PassAsync(WaystationDb db, CancellationToken ct = default)
    {
        var above = await OverdueAsync(db.Connection(), ct);
        var ids = above.Keys.ToArray();
        foreach (var application in await db.Set<Application>().Where(a => ids.Contains(a.Id)).ToListAsync(ct))
        {
            application.PassUp(clocks.Above(application, above[application.Id]), clocks.Today);
            await new LogLine(db.By, Did.PassedUpApplication, clocks.Now, application.Id).WriteAsync(db.Connection(), ct);
        }

        await db.SaveChangesAsync(ct);
        return ids.Length;
    }

    async Task<Dictionary<Guid, Guid>> OverdueAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand(IsGuarded ? Overdue : Overdue.Replace(Guard, "", StringComparison.Ordinal), connection).With(clocks.Today, AtOnce);
        await using var row = await find.ExecuteReaderAsync(ct);
        var found = new Dictionary<Guid, Guid>();
        while (await row.ReadAsync(ct)) found[row.GetGuid(0)] = row.GetGuid(1);
        return found;
    }

    /// <summary>One a transaction: a member who moved meanwhile holds up nobody else.</summary>
    async Task<bool> TransferOneAsync(CancellationToken ct)
    {
        await using var db = database.NewContext(Reach.Everywhere, Actor.System);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await OverdueTransferAsync(db, ct) is not { } transfer) return false;

        if (await StillBelongsAsync(db.Connection(), transfer, ct))
        {
            transfer.Agree(db.By, clocks.Now.UtcDateTime);
            await EnrolMember.MoveAsync(db.Connection(), transfer.MemberId, transfer.FromId, transfer.ToId, ct);
            await db.SaveAsync(new LogLine(db.By, Did.TransferredMember, clocks.Now, transfer.MemberId), ct);
        }
        else
        {
            transfer.Lapse(clocks.Now.UtcDateTime);
            await db.SaveAsync(new LogLine(db.By, Did.DeclinedTransfer, clocks.Now, transfer.MemberId), ct);
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    async Task<Transfer?> OverdueTransferAsync(WaystationDb db, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand("SELECT id FROM transfers WHERE due_on < $1 ORDER BY due_on, id LIMIT 1 FOR UPDATE SKIP LOCKED", db.Connection()).With(clocks.Today);
        return await find.ExecuteScalarAsync(ct) is Guid id ? await db.Set<Transfer>().SingleAsync(t => t.Id == id, ct) : null;
    }

    static async Task<bool> StillBelongsAsync(NpgsqlConnection connection, Transfer transfer, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT FROM members WHERE id = $1 AND union_id = $2 FOR UPDATE", connection).With(transfer.MemberId, transfer.FromId);
        await using var row = await ask.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct);
    }
}
