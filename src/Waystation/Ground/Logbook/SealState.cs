using Npgsql;
using Waystation.Data;

namespace Waystation.Logbook;

/// <summary>How far the log is sealed, and when all seals were last made again.</summary>
/// <param name="Unsealed">Rows after the last seal; counted up to <see cref="MostCounted"/>.</param>
/// <param name="Found">How much the last check found wrong.</param>
public sealed record SealState(long Seals, DateTime? SealedAt, int Unsealed, DateTime? OldestUnsealedAt, DateTime? VerifiedAt, long? Found)
{
    public const int MostCounted = 100_000;

    public static async Task<SealState> ReadAsync(NpgsqlDataSource source, CancellationToken ct = default)
    {
        await using var command = source.CreateCommand(
            """
            WITH last AS (SELECT * FROM logbook_seals ORDER BY number DESC LIMIT 1),
                tail AS (SELECT l.at FROM logbook l WHERE (l.epoch, l.xid, l.seq) >
                    (coalesce((SELECT last_epoch FROM last), 0), coalesce((SELECT last_xid FROM last), '0'::xid8), coalesce((SELECT last_seq FROM last), 0)) LIMIT $1),
                looked AS (SELECT at, amount FROM logbook WHERE did = $2 ORDER BY at DESC LIMIT 1)
            SELECT coalesce((SELECT number FROM last), 0), (SELECT sealed_at FROM last), (SELECT count(*)::int FROM tail), (SELECT min(at) FROM tail),
                (SELECT at FROM looked), (SELECT amount FROM looked)
            """).With(MostCounted, LogCode.Of(Did.VerifiedLog));
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new(row.GetInt64(0), At(row, 1), row.GetInt32(2), At(row, 3), At(row, 4), row.IsDBNull(5) ? null : row.GetInt64(5));
    }

    static DateTime? At(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDateTime(column);
}
