using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Enrolment;

/// <summary>Unions of people in new forms of employment, whose members may take part alone: opened by the centre, one by one.</summary>
public sealed class OpenUnions(House house)
{
    public async Task<IReadOnlyList<(Guid Id, string Name)>> AllAsync(CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand("SELECT u.id, u.name FROM aid_open_unions o JOIN unions u ON u.id = o.union_id ORDER BY u.sort_key, u.id");
        await using var row = await ask.ExecuteReaderAsync(ct);
        List<(Guid, string)> open = [];
        while (await row.ReadAsync(ct)) open.Add((row.GetGuid(0), row.GetString(1)));
        return open;
    }

    public Task OpenAsync(Desk desk, string? name, CancellationToken ct) => ChangeAsync(desk,
        "INSERT INTO aid_open_unions (union_id, opened_by, opened_at) SELECT id, $2, $3 FROM unions WHERE name_key = union_name_key($1) AND dissolved_on IS NULL ON CONFLICT (union_id) DO UPDATE SET opened_by = $2 RETURNING union_id",
        name?.Trim() ?? "", Did.OpenedOwnEnrolment, ct);

    /// <summary>Parts that began stay.</summary>
    public Task CloseAsync(Desk desk, string? name, CancellationToken ct) => ChangeAsync(desk,
        "DELETE FROM aid_open_unions WHERE union_id IN (SELECT id FROM unions WHERE name_key = union_name_key($1)) AND $2::uuid IS NOT NULL AND $3::timestamptz IS NOT NULL RETURNING union_id", name?.Trim() ?? "", Did.ClosedOwnEnrolment, ct);

    async Task ChangeAsync(Desk desk, string sql, string name, Did did, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var change = new NpgsqlCommand(sql, connection);
        var union = await change.With(name, desk.Caller.AccountId, desk.Now).ExecuteScalarAsync(ct) as Guid?;
        Rule.Require(union is not null, Say.NoSuchUnit(name));
        await new LogLine(desk.Caller.Actor, did, house.Clock.GetUtcNow(), union).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }
}
