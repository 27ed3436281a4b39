using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Indicators;
using Waystation.Logbook;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.KeyWork;

/// <summary>A unit reports its month: the one that runs, or late the one before.</summary>
public sealed class FileReport(Desk desk, WaystationDb db, Rules rules, TimeProvider clock)
{
    /// <returns>False: outside the reach.</returns>
    public async Task<bool> RunAsync(Guid union, Month month, bool nothingNew, string? words, CancellationToken ct)
    {
        if (!await desk.ReachesAsync(union, ct)) return false;

        var now = Month.Now(clock);
        Rule.Require(month == now || month == now.Before, Say.ReportWhichMonth);
        Rule.Require(await ReportsAsync(union, ct), Say.DoesNotReport);
        db.Add(KeyReport.File(union, month.First, nothingNew, Told.By(desk.Post.Id, desk.Now, words, most: 1000)));
        try
        {
            await desk.SaveAsync(Did.ReportedKeyWork, union, ct: ct);
        }
        catch (DbUpdateException twice) when (twice.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new Refusal(Say.ReportedAlready, twice);
        }

        return true;
    }

    async Task<bool> ReportsAsync(Guid union, CancellationToken ct)
    {
        var kinds = rules.On<MonthlyReport>(MonthlyReport.KeyWork, desk.Today).Value.From;
        return await db.Set<Organisations.Union>().AnyAsync(u => u.Id == union && kinds.Contains(u.Kind.Code), ct);
    }
}
