using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;

namespace Waystation.Joining;

/// <summary>
/// Ends the keeping of applications that did not become memberships: the person's key is destroyed, and with it all that it sealed.
/// That there was an application, when and for which reason it was refused, stays for the count. Safe to repeat.
/// </summary>
public sealed class ForgetApplications(Database database, PersonKeys keys, TimeProvider clock)
{
    const int AtOnce = 200;

    /// <param name="before">Decided, or withdrawn, before this instant.</param>
    /// <returns>How many.</returns>
    public async Task<int> RunAsync(DateTimeOffset before, CancellationToken ct = default)
    {
        var (all, last) = (0, 0);
        do all += last = await SomeAsync(before.UtcDateTime, ct);
        while (last == AtOnce);
        return all;
    }

    async Task<int> SomeAsync(DateTime before, CancellationToken ct)
    {
        // By rule, whosever they are.
        await using var db = database.NewContext(Reach.Everywhere, Actor.System);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var over = await db.Set<Application>().FromSql(
            $"""
            SELECT * FROM applications a WHERE forgotten_at IS NULL AND state IN ('refused', 'withdrawn') AND coalesce(decided_at, submitted_at) < {before}
              AND NOT EXISTS (SELECT FROM transfers t WHERE t.application_id = a.id AND t.due_on IS NOT NULL)
            ORDER BY id LIMIT {AtOnce} FOR UPDATE SKIP LOCKED
            """).ToListAsync(ct);
        foreach (var application in over)
        {
            application.Forget(clock.GetUtcNow().UtcDateTime);
            await keys.DestroyAsync(db.Connection(), application.PersonId, ct);
        }

        if (over.Count > 0) await db.SaveAsync(new LogLine(db.By, Did.ForgotApplications, clock.GetUtcNow(), Amount: over.Count), ct);
        await transaction.CommitAsync(ct);
        return over.Count;
    }
}
