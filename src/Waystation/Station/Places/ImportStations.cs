using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Places;

/// <summary>
/// Takes in a station register. Every row is accepted or refused with its reason; the same file again changes nothing; a run that
/// was killed is finished by running it again, since each batch is one transaction. A place is found by its number, or where the
/// register gives none, by its name in its street. An empty cell says nothing and leaves what is known.
/// </summary>
public sealed class ImportStations(Database database, Vault vault, TimeProvider clock)
{
    const int BatchRows = 500;

    readonly List<RowProblem> problems = [];
    readonly HashSet<string> seen = [];
    int refused, created, updated, unchanged;

    /// <param name="path">.xlsx or CSV with the columns of the register, see README.md.</param>
    /// <param name="dryRun">Says what would happen and writes nothing.</param>
    /// <param name="progress">Told after each batch how many rows are done.</param>
    /// <exception cref="Refusal">The file is no such register; nothing was written.</exception>
    public async Task<ImportReport> RunAsync(string path, bool dryRun = false, Action<long, long?>? progress = null, CancellationToken ct = default)
    {
        using var sheet = Sheet.Open(path);
        var form = StationForm.Find(sheet);
        var register = await RegisterAsync(ct);
        foreach (var rows in form.Rows().Select(row => Checked(StationRow.Read(form, register, row))).Chunk(BatchRows))
        {
            await TakeInAsync(rows, dryRun, ct);
            progress?.Invoke(refused + created + updated + unchanged, null);
        }

        return new ImportReport { File = Path.GetFileName(path), Refused = refused, Created = created, Updated = updated, Unchanged = unchanged, Problems = problems };
    }

    async Task<StreetRegister> RegisterAsync(CancellationToken ct)
    {
        await using var db = database.NewContext();
        return await StreetRegister.LoadAsync(db, City.Today(clock), ct);
    }

    /// <summary>Of rows that mean one place the first accepted one stands.</summary>
    StationRow Checked(StationRow row)
    {
        if (row.Record is { } record && !seen.Add(record.Code ?? HomeKey(record.StreetCode, Organisations.NameKey.Of(record.Name))))
            row.Refuse(record.Code is null ? "名称" : "编号", "duplicate-in-file", Say.DuplicateInFile(record.Code ?? record.Name));
        if (row.Record is null) refused++;
        problems.AddRange(row.Problems.OrderBy(p => p.Severity));
        return row;
    }

    async Task TakeInAsync(StationRow[] rows, bool dryRun, CancellationToken ct)
    {
        var records = rows.Select(r => r.Record).OfType<StationRecord>().ToList();
        await using var db = database.NewContext();
        await using var batch = await db.Database.BeginTransactionAsync(ct);
        // Two imports at once would both create what neither finds.
        await db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(hashtext('stations import'))", ct);

        var known = await KnownAsync(db, records, ct);
        var (numbers, news) = (new StationNumbers(db), new List<Station>());
        foreach (var record in records)
            if (await TakeInAsync(record, known, numbers, ct) is { } come) news.Add(come);
        if (dryRun) return;

        await db.SaveChangesAsync(ct);
        await NewStations.WriteAsync(db, news, ct);
        await batch.CommitAsync(ct);
    }

    /// <summary>The station where it is new; null for one that is known, corrected or not.</summary>
    async Task<Station?> TakeInAsync(StationRecord record, Dictionary<string, Station> known, StationNumbers numbers, CancellationToken ct)
    {
        var at = clock.GetUtcNow().UtcDateTime;
        if (known.TryGetValue(record.Code ?? HomeKey(record.StreetCode, Organisations.NameKey.Of(record.Name)), out var station))
        {
            if (station.Correct(record, Sealed(record, station), at)) updated++;
            else unchanged++;
            return null;
        }

        created++;
        return Station.Register(record.Code ?? await numbers.NextAsync(record.StreetCode, ct), record, Sealed(record, null), at);
    }

    /// <summary>The stations a batch may mean, by number and by name in their street.</summary>
    static async Task<Dictionary<string, Station>> KnownAsync(WaystationDb db, List<StationRecord> records, CancellationToken ct)
    {
        var codes = records.Select(r => r.Code).OfType<string>().ToArray();
        var unnumbered = records.Where(r => r.Code is null).ToList();
        var streets = unnumbered.Select(r => r.StreetCode).Distinct().ToArray();
        var names = unnumbered.Select(r => Organisations.NameKey.Of(r.Name)).Distinct().ToArray();
        var stations = await db.Set<Station>().Include(s => s.Facilities)
            .Where(s => codes.Contains(s.Code) || (streets.Contains(s.StreetCode) && names.Contains(s.NameKey))).ToListAsync(ct);

        var known = stations.ToDictionary(s => s.Code);
        foreach (var station in stations.OrderBy(s => s.Code, StringComparer.Ordinal)) known.TryAdd(HomeKey(station.StreetCode, station.NameKey), station);
        return known;
    }

    /// <summary>Seals anew only what differs: one text never seals the same way twice, and would look changed.</summary>
    Contact Sealed(StationRecord record, Station? station) => new(Anew(record.Keeper, station?.Keeper), Anew(record.Phone, station?.Phone));

    byte[]? Anew(string said, byte[]? known)
    {
        if (said.Length == 0) return null;

        return known is not null && vault.Open(known) == said ? known : vault.Seal(said);
    }

    static string HomeKey(string streetCode, string nameKey) => $"{streetCode}\n{nameKey}";
}
