using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.FullExports;

/// <summary>A second officer, with the same right and over the same branch, lets a list go. Never who asked for it: the table says so too.</summary>
public sealed class ReleaseFullExport(Desk desk, WaystationDb db)
{
    /// <param name="export">Found at this desk.</param>
    public async Task RunAsync(FullExport export, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        export.Release(desk.Officer(), desk.Now);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException before)
        {
            throw new Refusal(Say.ReleasedAlready, before);
        }

        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await desk.Line(Did.ReleasedFullExport, export, null).WriteAboutAsync(connection, await ExportDesk.PeopleAsync(connection, export, ct), ct);
        await transaction.CommitAsync(ct);
    }
}
