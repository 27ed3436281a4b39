using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Messages;

namespace Waystation.Joining;

/// <summary>A line of the roll, masked unless it was asked for in full.</summary>
public sealed record RollLine(Guid MemberId, string Name, string? Sex, string Document, string Phone, DateOnly JoinedOn, string State);

/// <summary>会员名册: the members of one union, by the day they joined. In full only for a purpose, which each of them can read.</summary>
public sealed class Rolls(Desk desk, WaystationDb db, Vault vault)
{
    public const int PageSize = 200;

    /// <returns>Null where the post does not reach that union.</returns>
    public async Task<IReadOnlyList<RollLine>?> MaskedAsync(Guid union, int page, CancellationToken ct) => await ReadAsync(union, page, full: false, ct);

    public async Task<IReadOnlyList<RollLine>?> FullAsync(Guid union, int page, Purpose why, CancellationToken ct)
    {
        if (await ReadAsync(union, page, full: true, ct) is not { } lines) return null;

        if (lines.Count > 0) await desk.NoteExportAsync(Did.PrintedRoll, union, [.. lines.Select(l => l.MemberId)], why, hash: null, ct);
        return lines;
    }

    async Task<IReadOnlyList<RollLine>?> ReadAsync(Guid union, int page, bool full, CancellationToken ct)
    {
        if (!await desk.ReachesAsync(union, ct)) return null;

        await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.OpenConnectionAsync(db.Database, ct);
        await using var find = new NpgsqlCommand(
            "SELECT id, name, sex, secrets, joined_on, state FROM members WHERE union_id = $1 AND state NOT IN ('applied', 'left') ORDER BY joined_on, id OFFSET $2 LIMIT $3", db.Connection()).With(union, (page - 1) * PageSize, PageSize);
        await using var row = await find.ExecuteReaderAsync(ct);
        List<RollLine> lines = [];
        while (await row.ReadAsync(ct)) lines.Add(Line(row, full));
        return lines;
    }

    RollLine Line(NpgsqlDataReader row, bool full)
    {
        var secrets = MemberSecrets.Open(row.GetFieldValue<byte[]>(3), vault);
        var name = row.GetString(1);
        return new(row.GetGuid(0), full ? name : PersonName.Masked(name), row.IsDBNull(2) ? null : row.GetString(2),
            full ? secrets.Number : IdentityDocument.Masked(secrets.Number), full || secrets.Phone.Length == 0 ? secrets.Phone : Mobile.Masked(secrets.Phone), row.GetFieldValue<DateOnly>(4), row.GetString(5));
    }
}
