using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Equipment;

/// <param name="Findings">What does not agree, to the piece and the fen; empty where all does.</param>
public sealed record StockCheck(long Moves, long Entries, long Bought, IReadOnlyList<Sentence> Findings);

/// <summary>Counts every balance again from the rows of the two ledgers, and holds them against batches and receipts.</summary>
public sealed class VerifyStock(House house)
{
    /// <summary>Each gives what it speaks of, what it should be and what it is.</summary>
    static readonly (string Key, string Sql)[] checks =
    [
        ("equipment.check-balance",
            """
            SELECT concat_ws(' ', coalesce(b.place, m.place), coalesce(b.id, m.id), coalesce(b.kind, m.kind)), coalesce(m.quantity, 0)::text, coalesce(b.quantity, 0)::text FROM goods_balances b FULL JOIN (
                SELECT place, id, kind, sum(quantity) AS quantity FROM (SELECT from_place AS place, from_id AS id, kind, -quantity AS quantity FROM goods_moves UNION ALL SELECT to_place, to_id, kind, quantity FROM goods_moves) e GROUP BY place, id, kind) m
                ON (m.place, m.id, m.kind) = (b.place, b.id, b.kind) WHERE coalesce(m.quantity, 0) <> coalesce(b.quantity, 0)
            """),
        ("equipment.check-below-zero", "SELECT concat_ws(' ', place, id, kind), '0', quantity::text FROM goods_balances WHERE quantity < 0 AND place <> 'supplier'"),
        ("equipment.check-double", "SELECT kind, '0', sum(quantity)::text FROM goods_balances GROUP BY kind HAVING sum(quantity) <> 0"),
        ("equipment.check-batch",
            """
            SELECT b.number || ' ' || l.kind, CASE WHEN b.void_at IS NULL THEN l.quantity ELSE 0 END::text, coalesce(-s.quantity, 0)::text FROM goods_batches b JOIN goods_batch_lines l ON l.batch_id = b.id
            LEFT JOIN goods_balances s ON s.place = 'supplier' AND s.id = b.id AND s.kind = l.kind WHERE coalesce(-s.quantity, 0) <> CASE WHEN b.void_at IS NULL THEN l.quantity ELSE 0 END
            """),
        ("equipment.check-batch-money",
            """
            SELECT b.number, (CASE WHEN b.void_at IS NULL THEN l.fen ELSE 0 END / 100.0)::numeric(14, 2)::text, (coalesce(e.fen, 0) / 100.0)::numeric(14, 2)::text FROM goods_batches b
            JOIN (SELECT batch_id, sum(quantity * unit_fen) AS fen FROM goods_batch_lines GROUP BY batch_id) l ON l.batch_id = b.id LEFT JOIN (SELECT batch_id, -sum(fen) AS fen FROM goods_fund_entries GROUP BY batch_id) e ON e.batch_id = b.id
            WHERE coalesce(e.fen, 0) <> CASE WHEN b.void_at IS NULL THEN l.fen ELSE 0 END
            """),
        ("equipment.check-receipt",
            """
            SELECT concat_ws(' ', l.delivery_id, l.kind), l.received::text, coalesce(m.quantity, 0)::text FROM goods_delivery_lines l
            LEFT JOIN (SELECT delivery_id, kind, sum(quantity) AS quantity FROM goods_moves WHERE act = 'receive' GROUP BY delivery_id, kind) m USING (delivery_id, kind) WHERE l.received IS NOT NULL AND l.received <> coalesce(m.quantity, 0)
            """),
        ("equipment.check-fund",
            """
            SELECT coalesce(b.fund_id, e.fund_id)::text, (coalesce(e.fen, 0) / 100.0)::numeric(14, 2)::text, (coalesce(b.fen, 0) / 100.0)::numeric(14, 2)::text FROM goods_fund_balances b
            FULL JOIN (SELECT fund_id, sum(fen) AS fen FROM goods_fund_entries GROUP BY fund_id) e ON e.fund_id = b.fund_id WHERE coalesce(e.fen, 0) <> coalesce(b.fen, 0) OR b.fen < 0
            """),
    ];

    public async Task<StockCheck> RunAsync(CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        // One picture for all of the checks: somebody may be writing.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        List<Sentence> findings = [];
        foreach (var (key, sql) in checks) findings.AddRange(await FindAsync(connection, key, sql, ct));

        await using var ask = new NpgsqlCommand("SELECT (SELECT count(*) FROM goods_moves), (SELECT count(*) FROM goods_fund_entries), (SELECT coalesce(-sum(quantity), 0)::bigint FROM goods_balances WHERE place = 'supplier')", connection);
        await using var row = await ask.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), findings);
    }

    static async Task<List<Sentence>> FindAsync(NpgsqlConnection connection, string key, string sql, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var row = await find.ExecuteReaderAsync(ct);
        List<Sentence> found = [];
        while (await row.ReadAsync(ct)) found.Add(new(key, row.GetString(0), row.GetString(1), row.GetString(2)));
        return found;
    }
}
