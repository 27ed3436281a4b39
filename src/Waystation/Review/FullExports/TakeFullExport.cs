using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Messages;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.FullExports;

/// <summary>
/// Who asked takes the file, once. Whoever has left the branch since, or was there only in a past month, stays on it masked, so that
/// the file has as many rows as were shown.
/// </summary>
public sealed class TakeFullExport(Desk desk, WaystationDb db, Vault vault)
{
    static readonly string[] columns = ["name", "document", "phone", "union", "state", "joined"];

    /// <returns>A file that deletes itself when it is closed.</returns>
    public async Task<FileStream> RunAsync(FullExport export, bool asWorkbook, CancellationToken ct)
    {
        export.RequireMayBeTaken(desk.Officer(), desk.Now);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var people = await ExportDesk.PeopleAsync(connection, export, ct);
        Rule.Require(people.Length > 0, Say.TakenAlready);
        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        try
        {
            await WriteAsync(connection, export, file, asWorkbook, ct);
            file.Position = 0;
            var hash = await SHA256.HashDataAsync(file, ct);
            await TakeAsync(connection, export, people.Length, hash, ct);
            await desk.Line(Did.TookFullExport, export, hash).WriteAboutAsync(connection, people, ct);
            await transaction.CommitAsync(ct);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    async Task TakeAsync(NpgsqlConnection connection, FullExport export, int rows, byte[] hash, CancellationToken ct)
    {
        await using (var take = new NpgsqlCommand("INSERT INTO full_export_downloads (export_id, at, rows, hash) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", connection).With(export.Id, desk.Now, rows, hash))
            Rule.Require(await take.ExecuteNonQueryAsync(ct) == 1, Say.TakenAlready);
        await using var forget = new NpgsqlCommand("DELETE FROM full_export_people WHERE export_id = $1", connection).With(export.Id);
        await forget.ExecuteNonQueryAsync(ct);
    }

    async Task WriteAsync(NpgsqlConnection connection, FullExport export, Stream to, bool asWorkbook, CancellationToken ct)
    {
        using var sheet = WrittenSheet.Begin(to, asWorkbook, Words.Say("members.list-title"));
        sheet.Write([.. columns.Select(column => Words.Say($"members.col-{column}"))]);
        var reach = desk.Post.Reach;
        await using var ask = new NpgsqlCommand(
            """
            SELECT m.name, CASE WHEN m.erased_at IS NULL THEN m.secrets END, u.name, m.state, m.joined_on,
                $2 OR m.union_id = ANY ($3) OR EXISTS (SELECT FROM union_reach l WHERE l.above_id = $4 AND l.below_id = m.union_id AND l.during @> $5)
            FROM full_export_people p JOIN members m ON m.id = p.member_id JOIN unions u ON u.id = m.union_id WHERE p.export_id = $1 ORDER BY u.sort_key, u.id, m.name, m.id
            """, connection).With(export.Id, reach.Everything, reach.Listed, reach.Above, desk.Today);
        await using var row = await ask.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) sheet.Write(Cells(row, isOurs: row.GetBoolean(5)));
    }

    string[] Cells(NpgsqlDataReader row, bool isOurs)
    {
        var secrets = row.IsDBNull(1) ? new("", "", "", "") : MemberSecrets.Open(row.GetFieldValue<byte[]>(1), vault);
        var (state, joined) = (Words.Say($"members.state-{row.GetString(3)}"), row.GetFieldValue<DateOnly>(4).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return isOurs
            ? [row.GetString(0), secrets.Number, secrets.Phone, row.GetString(2), state, joined]
            : [PersonName.Masked(row.GetString(0)), Or(secrets.Number, IdentityDocument.Masked), Or(secrets.Phone, Mobile.Masked), row.GetString(2), state, joined];
    }

    static string Or(string text, Func<string, string> masked) => text.Length == 0 ? "" : masked(text);
}
