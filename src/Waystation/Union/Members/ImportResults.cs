using System.Text.Json;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Members;

/// <summary>One import as its page shows it.</summary>
public sealed record ImportResult(
    Guid Id, string File, ImportKind What, bool DryRun, bool Workbook, DateTime StartedAt, DateTime? FinishedAt, int Done, int? Total,
    int Created, int Updated, int Unchanged, int Refused, Sentence? Refusal)
{
    public int Accepted => Created + Updated + Unchanged;
    public int Rows => Accepted + Refused;
    public bool IsRunning => FinishedAt is null;
}

/// <summary>Rows with one cause at one employer: mended in one place, they are all mended.</summary>
public sealed record Cause(string Code, bool Refused, string Column, Sentence Message, string Unit, string CreditCode, int People, int[] FirstRows);

/// <summary>What is known of past and running imports.</summary>
public sealed class ImportResults(NpgsqlDataSource source, Vault vault, TimeProvider clock)
{
    const int MostCauses = 200;

    const string Columns =
        """
        SELECT id, file_name, kind, dry_run, workbook, started_at, finished_at, created + updated + unchanged + refused, rows_total, created, updated, unchanged, refused,
            refusal_key, refusal_parts FROM import_runs
        """;

    /// <summary>What came by the command line belongs to no branch: only who reaches everything sees it.</summary>
    const string Reached = " WHERE ($1 OR union_id = ANY ($2) OR EXISTS (SELECT FROM union_reach r WHERE r.above_id = $3 AND r.below_id = union_id AND r.during @> $4))";

    public async Task<List<ImportResult>> LatestAsync(Desk desk, int count, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Columns + Reached + " ORDER BY started_at DESC LIMIT $5");
        Within(command, desk.Post.Reach).With(count);
        return await ReadAsync(command, ct);
    }

    /// <returns>None: there is no such import, or it is another branch's.</returns>
    public async Task<ImportResult?> FindAsync(Desk desk, Guid id, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Columns + Reached + " AND id = $5");
        Within(command, desk.Post.Reach).With(id);
        return (await ReadAsync(command, ct)).SingleOrDefault();
    }

    /// <summary>The largest first. A cause that has nothing to do with the employer is one group over all of them.</summary>
    public async Task<List<Cause>> CausesAsync(Guid id, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            SELECT p.code, refused, coalesce(column_name, ''), message_key, message_parts, employer.unit, employer.code,
                count(DISTINCT row_number)::int, (array_agg(row_number ORDER BY row_number))[1:8]
            FROM import_problems p, LATERAL (SELECT
                CASE WHEN p.code = 'uscc-checksum' THEN coalesce(p.unit, '') ELSE '' END AS unit,
                CASE WHEN p.code = 'uscc-checksum' THEN coalesce(p.credit_code, '') ELSE '' END AS code) employer
            WHERE run_id = $1 GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 2 DESC, 8 DESC, 1 LIMIT $2
            """);
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = MostCauses });
        await using var row = await command.ExecuteReaderAsync(ct);
        List<Cause> causes = [];
        while (await row.ReadAsync(ct))
            causes.Add(new(row.GetString(0), row.GetBoolean(1), row.GetString(2), new Sentence(row.GetString(3), [.. row.GetFieldValue<string[]>(4)]), row.GetString(5), row.GetString(6), row.GetInt32(7), row.GetFieldValue<int[]>(8)));
        return causes;
    }

    /// <summary>The refused rows in the unit's own columns, with all reasons in the last one.</summary>
    public async Task WriteErrorsAsync(ImportResult import, Stream to, Actor by, CancellationToken ct)
    {
        await new LogLine(by, Did.TookRefusedRows, clock.GetUtcNow(), import.Id, import.Refused).WriteAsync(source, ct);
        var headers = await HeadersAsync(import.Id, ct);
        using var sheet = ErrorSheet.Begin(to, import.Workbook, headers);
        await using var command = source.CreateCommand(
            """
            SELECT r.cells, p.keys, p.parts FROM import_refused_rows r, LATERAL (
                SELECT array_agg(message_key ORDER BY place) AS keys, array_agg(array_to_string(message_parts, E'\u001f') ORDER BY place) AS parts
                FROM import_problems p WHERE p.run_id = r.run_id AND p.row_number = r.row_number AND p.refused) p
            WHERE r.run_id = $1 ORDER BY r.row_number
            """);
        command.Parameters.Add(new() { Value = import.Id });
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var cells = JsonSerializer.Deserialize<string[]>(vault.Open(row.GetFieldValue<byte[]>(0)))!;
            var reasons = row.GetFieldValue<string[]>(1).Zip(row.GetFieldValue<string[]>(2), (key, parts) => new Sentence(key, [.. parts.Split('\u001f')]).ToString());
            sheet.Add(cells, headers.Length, string.Join(" ", reasons));
        }
    }

    async Task<string[]> HeadersAsync(Guid id, CancellationToken ct)
    {
        await using var command = source.CreateCommand("SELECT headers FROM import_runs WHERE id = $1");
        command.Parameters.Add(new() { Value = id });
        return (string[])(await command.ExecuteScalarAsync(ct))!;
    }

    static NpgsqlCommand Within(NpgsqlCommand command, Reach reach) => command.With(reach.Everything, reach.Listed, reach.Above, reach.On);

    static async Task<List<ImportResult>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using var row = await command.ExecuteReaderAsync(ct);
        List<ImportResult> found = [];
        while (await row.ReadAsync(ct))
            found.Add(new(
                row.GetGuid(0), row.GetString(1), ImportRun.KindOf(row.GetString(2)), row.GetBoolean(3), row.GetBoolean(4), row.GetDateTime(5), row.IsDBNull(6) ? null : row.GetDateTime(6),
                row.GetInt32(7), row.IsDBNull(8) ? null : row.GetInt32(8), row.GetInt32(9), row.GetInt32(10), row.GetInt32(11), row.GetInt32(12),
                row.IsDBNull(13) ? null : new Sentence(row.GetString(13), [.. row.GetFieldValue<string[]>(14)])));
        return found;
    }
}
