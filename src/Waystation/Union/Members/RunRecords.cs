using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Waystation.Data;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Members;

/// <summary>What a run leaves behind about its rows: the problems, and the refused rows themselves, sealed.</summary>
static class RunRecords
{
    public static async Task WriteAsync(NpgsqlConnection connection, Guid run, IReadOnlyList<CheckedRow> rows, Vault vault, CancellationToken ct)
    {
        await WriteProblemsAsync(connection, run, rows.Where(row => row.Problems.Count > 0), ct);
        await WriteRefusedAsync(connection, run, rows.Where(row => row.IsRefused), vault, ct);
    }

    static async Task WriteProblemsAsync(NpgsqlConnection connection, Guid run, IEnumerable<CheckedRow> rows, CancellationToken ct)
    {
        await using var writer = await connection.BeginBinaryImportAsync(
            "COPY import_problems (run_id, row_number, place, column_name, code, refused, message_key, message_parts, unit, credit_code) FROM STDIN (FORMAT binary)", ct);
        foreach (var row in rows)
            for (var place = 0; place < row.Problems.Count; place++)
                Write(writer, run, row.Problems[place], (short)place, row.Entry);
        await writer.CompleteAsync(ct);
    }

    static void Write(NpgsqlBinaryImporter writer, Guid run, RowProblem problem, short place, MemberEntry entry)
    {
        writer.StartRow();
        writer.Write(run, NpgsqlDbType.Uuid);
        writer.Write(problem.Row, NpgsqlDbType.Integer);
        writer.Write(place, NpgsqlDbType.Smallint);
        if (problem.Column is null) writer.WriteNull(); else writer.Write(problem.Column, NpgsqlDbType.Text);
        writer.Write(problem.Code, NpgsqlDbType.Text);
        writer.Write(problem.Severity is Severity.Refused, NpgsqlDbType.Boolean);
        writer.Write(problem.Message.Key, NpgsqlDbType.Text);
        writer.Write(problem.Message.Parts.Select(part => part?.ToString() ?? "").ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        writer.Write(Storable(entry.UnitName), NpgsqlDbType.Text);
        writer.Write(Storable(entry.CreditCode), NpgsqlDbType.Text);
    }

    static async Task WriteRefusedAsync(NpgsqlConnection connection, Guid run, IEnumerable<CheckedRow> rows, Vault vault, CancellationToken ct)
    {
        await using var writer = await connection.BeginBinaryImportAsync("COPY import_refused_rows (run_id, row_number, cells) FROM STDIN (FORMAT binary)", ct);
        foreach (var row in rows)
        {
            writer.StartRow();
            writer.Write(run, NpgsqlDbType.Uuid);
            writer.Write(row.Number, NpgsqlDbType.Integer);
            writer.Write(vault.Seal(JsonSerializer.Serialize(row.Row.Cells.Select(cell => cell.Text))), NpgsqlDbType.Bytea);
        }

        await writer.CompleteAsync(ct);
    }

    static string Storable(string text) => text.Length <= 200 ? text : text[..200];
}

/// <summary>The problems of a recorded run, read from the database each time they are gone through.</summary>
sealed class RecordedProblems(NpgsqlDataSource source, Guid run, int count) : IReadOnlyCollection<RowProblem>
{
    public int Count => count;

    public static async Task<RecordedProblems> OfAsync(NpgsqlDataSource source, Guid run, CancellationToken ct)
    {
        await using var command = source.CreateCommand("SELECT count(*) FROM import_problems WHERE run_id = $1");
        command.Parameters.Add(new() { Value = run });
        return new RecordedProblems(source, run, (int)(long)(await command.ExecuteScalarAsync(ct))!);
    }

    public IEnumerator<RowProblem> GetEnumerator()
    {
        using var command = source.CreateCommand(
            "SELECT row_number, column_name, code, refused, message_key, message_parts FROM import_problems WHERE run_id = $1 ORDER BY row_number, place");
        command.Parameters.Add(new() { Value = run });
        using var row = command.ExecuteReader();
        while (row.Read())
            yield return new RowProblem(row.GetInt32(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetString(2), row.GetBoolean(3) ? Severity.Refused : Severity.Note,
                new Sentence(row.GetString(4), [.. row.GetFieldValue<string[]>(5)]));
    }

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
