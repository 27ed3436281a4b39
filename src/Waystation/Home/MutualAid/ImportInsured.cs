using Npgsql;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.MutualAid;

/// <summary>Takes over the register of insured people, whole or not at all; a person who is known is brought up to date. Who is missing from the file stays.</summary>
public sealed class ImportInsured(House house)
{
    readonly List<RowProblem> problems = [];
    readonly Dictionary<string, int> unions = [];
    readonly HashSet<Guid> taken = [];
    int refused;

    public async Task<ImportReport> RunAsync(string file, bool dryRun, Actor by, Action<long, long?> progress, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await AidLock.TakeAsync(connection, ct);
        await RequireNoRunAsync(connection, ct);
        var hash = await StageAsync(connection, file, progress, ct);
        var (created, updated) = await TakeOverAsync(connection, ct);
        await LinkAsync(connection, ct);
        var report = new ImportReport { File = Path.GetFileName(file), Created = created, Updated = updated, Unchanged = taken.Count - created - updated, Refused = refused, Problems = problems };
        if (dryRun) return report;

        await new LogLine(by, Did.ImportedInsured, house.Clock.GetUtcNow(), Amount: report.Accepted, Hash: hash).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
        return report;
    }

    /// <summary>All units of a run go by one register.</summary>
    static async Task RequireNoRunAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT quarter FROM aid_settlements WHERE finished_at IS NULL", connection);
        if (await ask.ExecuteScalarAsync(ct) is int open) throw new Refusal(Say.FinishFirst(new(open)));
    }

    async Task<byte[]> StageAsync(NpgsqlConnection connection, string path, Action<long, long?> progress, CancellationToken ct)
    {
        await DoAsync(connection, "CREATE TEMP TABLE fresh_insured (id uuid, facts smallint, card_index uuid, aid_union int, secrets bytea, digest uuid, days text) ON COMMIT DROP", ct);
        await NamesAsync(connection, ct);
        var form = new InsuredForm(house.Vault);
        using var file = HashedFile.Open(path);
        using var records = CsvRecords.Open(file, InsuredForm.Header, InsuredForm.DayColumns);
        var fresh = new Dictionary<string, int>();
        var rows = await CopyRows.BeginAsync(connection, "COPY fresh_insured FROM STDIN (FORMAT binary)", ct);
        while (records.Next())
        {
            if ((records.LineNumber & 0x3fff) == 0) progress(file.Position, file.Length);
            if (Taken(form, records) is not { } row) continue;
            await AddAsync(rows, row, NumberOf(row.Union, fresh), ct);
        }

        await rows.EndAsync(ct);
        await NameAsync(connection, fresh, ct);
        return file.Hash();
    }

    InsuredRow? Taken(InsuredForm form, CsvRecords records)
    {
        var row = form.Read(records);
        if (row.Wrong is null && !taken.Add(row.Id)) row = InsuredRow.Refused("duplicate-in-file", "证件号码");
        if (row.Wrong is { } code)
        {
            refused++;
            problems.Add(new(records.LineNumber, row.Column, code, Severity.Refused, new($"aid.row-{code}", row.Column)));
            return null;
        }

        if (InsuredForm.IsDoubtful(records[0])) problems.Add(new(records.LineNumber, "证件号码", "check-digit", Severity.Note, new("aid.row-check-digit")));
        return row;
    }

    /// <summary>A name that is not known yet gets a number below zero until the rows are in.</summary>
    int NumberOf(string union, Dictionary<string, int> fresh)
    {
        if (unions.TryGetValue(union, out var known)) return known;
        if (!fresh.TryGetValue(union, out var number)) fresh.Add(union, number = -1 - fresh.Count);
        return number;
    }

    static ValueTask AddAsync(CopyRows rows, InsuredRow row, int union, CancellationToken ct)
    {
        rows.StartRow(7);
        rows.Add(row.Id);
        rows.Add((short)row.Facts);
        rows.Add(row.Card);
        rows.Add(union);
        rows.Add(row.Secrets);
        rows.Add(row.Digest);
        rows.Add(row.Days?.Stored);
        return rows.EndRowAsync(ct);
    }

    async Task NamesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT name, id FROM aid_unions", connection);
        await using var row = await ask.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) unions[row.GetString(0)] = row.GetInt32(1);
    }

    static async Task NameAsync(NpgsqlConnection connection, Dictionary<string, int> fresh, CancellationToken ct)
    {
        if (fresh.Count == 0) return;
        await using var name = new NpgsqlCommand(
            """
            WITH typed AS (SELECT * FROM unnest($1, $2) AS t (name, number)),
                named AS (INSERT INTO aid_unions (name) SELECT name FROM typed ORDER BY number DESC RETURNING id, name)
            UPDATE fresh_insured f SET aid_union = n.id FROM named n JOIN typed t ON t.name = n.name WHERE f.aid_union = t.number
            """, connection) { CommandTimeout = 0 };
        await name.With(fresh.Keys.ToArray(), fresh.Values.ToArray()).ExecuteNonQueryAsync(ct);
    }

    static async Task<(int Created, int Updated)> TakeOverAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await TakeOverDaysAsync(connection, ct);
        var updated = await DoAsync(connection,
            """
            UPDATE insured_people p SET facts = f.facts, card_index = f.card_index, aid_union = f.aid_union, secrets = f.secrets, digest = f.digest
            FROM fresh_insured f WHERE p.id = f.id AND p.digest <> f.digest
            """, ct);
        var created = await DoAsync(connection,
            """
            INSERT INTO insured_people (id, facts, card_index, aid_union, secrets, digest) SELECT id, facts, card_index, aid_union, secrets, digest FROM fresh_insured
            ON CONFLICT (id) DO NOTHING
            """, ct);
        return (created, updated);
    }

    /// <summary>Before the rows themselves, whose digest tells which are new. A row is taken whole: days that it no longer has are gone.</summary>
    static async Task TakeOverDaysAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        const string Changed = "FROM fresh_insured f LEFT JOIN insured_people p ON p.id = f.id WHERE p.digest IS DISTINCT FROM f.digest";
        await DoAsync(connection, $"DELETE FROM insured_days d USING (SELECT f.id {Changed}) changed WHERE d.id = changed.id", ct);
        await DoAsync(connection,
            $"""
            INSERT INTO insured_days (id, in_service_from, in_service_to, remits_from, remits_to, cover_from, cover_to, died_on)
            SELECT id, d[1]::date, d[2]::date, d[3]::date, d[4]::date, d[5]::date, d[6]::date, d[7]::date
            FROM (SELECT f.id, string_to_array(f.days, ',', '') AS d {Changed} AND f.days IS NOT NULL) fresh
            """, ct);
    }

    /// <summary>A union that bears the name alone; the tree may come later than the register.</summary>
    static Task LinkAsync(NpgsqlConnection connection, CancellationToken ct) => DoAsync(connection,
        """
        UPDATE aid_unions a SET union_id = u.id FROM unions u
        WHERE a.union_id IS NULL AND u.name_key = union_name_key(a.name) AND u.dissolved_on IS NULL
            AND NOT EXISTS (SELECT FROM unions o WHERE o.name_key = u.name_key AND o.dissolved_on IS NULL AND o.id <> u.id)
        """, ct);

    static async Task<int> DoAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteNonQueryAsync(ct);
    }
}
