using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.ShiftRoutes;

/// <summary>
/// Takes in a register of public toilets. Every row is accepted or refused with its reason; the same file again changes nothing;
/// a run that was killed is finished by running it again, since each batch is one transaction. Who is missing from the file stays.
/// </summary>
public sealed class ImportToilets(Database database, TimeProvider clock)
{
    public const long LargestUpload = 8 << 20;
    const int BatchRows = 1000;

    readonly List<RowProblem> problems = [];
    readonly HashSet<string> seen = [];
    int refused, created, updated, unchanged;

    /// <param name="path">.xlsx or CSV with name, longitude and latitude at least, see README.md.</param>
    /// <param name="dryRun">Says what would happen and writes nothing.</param>
    /// <param name="progress">Told after each batch how many rows are done.</param>
    /// <exception cref="Refusal">The file is no such register; nothing was written.</exception>
    public async Task<ImportReport> RunAsync(string path, bool dryRun = false, Action<long, long?>? progress = null, CancellationToken ct = default)
    {
        using var sheet = Sheet.Open(path);
        var table = ToiletRow.Find(sheet);
        foreach (var records in table.Rows().Select(row => Taken(table, row)).Chunk(BatchRows))
        {
            await TakeInAsync([.. records.OfType<ToiletRecord>()], dryRun, ct);
            progress?.Invoke(refused + created + updated + unchanged, null);
        }

        return new ImportReport { File = Path.GetFileName(path), Refused = refused, Created = created, Updated = updated, Unchanged = unchanged, Problems = problems };
    }

    /// <summary>Of rows that mean one toilet the first accepted one stands.</summary>
    ToiletRecord? Taken(FormTable table, FormRow row)
    {
        var (record, found) = ToiletRow.Read(table, row);
        problems.AddRange(found.OrderBy(p => p.Severity));
        if (record is not null && !seen.Add(record.Key))
        {
            problems.Add(new(row.Number, null, "duplicate-in-file", Severity.Refused, Say.ToiletTwice(record.Key)));
            record = null;
        }

        if (record is null) refused++;
        return record;
    }

    async Task TakeInAsync(IReadOnlyList<ToiletRecord> records, bool dryRun, CancellationToken ct)
    {
        await using var db = database.NewContext();
        await using var batch = await db.Database.BeginTransactionAsync(ct);
        // Two imports at once would both create what neither finds.
        await db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(hashtext('toilets import'))", ct);

        var (keys, now) = (records.Select(r => r.Key).ToArray(), clock.GetUtcNow().UtcDateTime);
        var known = await db.Set<PublicToilet>().Where(t => keys.Contains(t.Key)).ToDictionaryAsync(t => t.Key, ct);
        foreach (var record in records)
            if (!known.TryGetValue(record.Key, out var toilet))
            {
                db.Add(PublicToilet.List(record, now));
                created++;
            }
            else if (toilet.Correct(record, now)) updated++;
            else unchanged++;
        if (dryRun) return;

        await db.SaveChangesAsync(ct);
        await batch.CommitAsync(ct);
    }
}
