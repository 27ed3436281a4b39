using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Members;

/// <summary>How far a run has come; every batch stores it together with what it wrote.</summary>
sealed class ImportRun
{
    public required Guid Id { get; init; }
    public required ImportKind What { get; init; }

    /// <summary>All rows up to this one are dealt with.</summary>
    public int LastRow { get; set; }
    public int Created { get; set; }
    public int Updated { get; set; }
    public int Unchanged { get; set; }
    public int Refused { get; set; }

    public static string CodeOf(ImportKind what) => what is ImportKind.Applications ? "applications" : "existing";

    public static async Task<byte[]> HashOfAsync(string file, CancellationToken ct)
    {
        try
        {
            await using var content = File.OpenRead(file);
            return await SHA256.HashDataAsync(content, ct);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new Refusal(new Sentence("tables.no-such-file", Path.GetFileName(file)), unreadable);
        }
    }

    /// <summary>The unfinished run of this file, to go on with, or a new one.</summary>
    public static async Task<ImportRun> BeginAsync(NpgsqlDataSource source, byte[] hash, string fileName, Sheet sheet, MemberForm form, ImportOptions options, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            INSERT INTO import_runs (id, kind, file_name, file_hash, workbook, headers, started_at, rows_total, account_id, post_id, union_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, (SELECT union_id FROM posts WHERE id = $10))
            ON CONFLICT (file_hash, kind, post_id) WHERE finished_at IS NULL AND NOT dry_run
            DO UPDATE SET headers = excluded.headers, workbook = excluded.workbook, rows_total = excluded.rows_total
            RETURNING id, last_row, created, updated, unchanged, refused
            """);
        command.With(options.Run ?? Guid.CreateVersion7(), CodeOf(options.What), fileName, hash, sheet.IsWorkbook, form.Typed, now.UtcDateTime, (int)(sheet.About ?? 0), options.By.AccountId, options.By.PostId);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new ImportRun
        {
            Id = row.GetGuid(0), What = options.What, LastRow = row.GetInt32(1),
            Created = row.GetInt32(2), Updated = row.GetInt32(3), Unchanged = row.GetInt32(4), Refused = row.GetInt32(5),
        };
    }

    /// <summary>A dry run that nobody watches leaves nothing in the database.</summary>
    public static ImportRun Unrecorded(ImportKind what) => new() { Id = Guid.CreateVersion7(), What = what };

    /// <summary>A dry run from the browser begins anew after a restart: it stored nothing that could be gone on with.</summary>
    public static async Task<ImportRun> RestartAsync(NpgsqlDataSource source, Guid id, Sheet sheet, MemberForm form, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new("DELETE FROM import_problems WHERE run_id = $1") { Parameters = { new() { Value = id } } });
        batch.BatchCommands.Add(new("DELETE FROM import_refused_rows WHERE run_id = $1") { Parameters = { new() { Value = id } } });
        batch.BatchCommands.Add(new("UPDATE import_runs SET last_row = 0, workbook = $2, headers = $3, rows_total = $4 WHERE id = $1 RETURNING kind")
        {
            Parameters = { new() { Value = id }, new() { Value = sheet.IsWorkbook }, new() { Value = form.Typed }, new() { Value = (int)(sheet.About ?? 0) } },
        });
        await using var row = await batch.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new ImportRun { Id = id, What = KindOf(row.GetString(0)) };
    }

    public static ImportKind KindOf(string code) => code is "applications" ? ImportKind.Applications : ImportKind.Existing;

    public async Task SaveAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE import_runs SET last_row = $2, created = $3, updated = $4, unchanged = $5, refused = $6 WHERE id = $1", connection);
        foreach (var value in (object[])[Id, LastRow, Created, Updated, Unchanged, Refused]) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <param name="line">What the log says of it; a dry run did nothing.</param>
    public async Task FinishAsync(NpgsqlDataSource source, LogLine? line, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand("UPDATE import_runs SET finished_at = $2, rows_total = created + updated + unchanged + refused WHERE id = $1", connection);
        command.Parameters.Add(new() { Value = Id });
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        await command.ExecuteNonQueryAsync(ct);
        if (line is not null) await line.WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Rows that were refused before the run was killed: they reserve nothing for their person.</summary>
    public async Task<HashSet<int>> RefusedRowsAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        if (LastRow == 0) return [];
        await using var command = source.CreateCommand("SELECT row_number FROM import_refused_rows WHERE run_id = $1");
        command.Parameters.Add(new() { Value = Id, NpgsqlDbType = NpgsqlDbType.Uuid });
        await using var row = await command.ExecuteReaderAsync(ct);
        HashSet<int> refused = [];
        while (await row.ReadAsync(ct)) refused.Add(row.GetInt32(0));
        return refused;
    }
}
