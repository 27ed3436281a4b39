using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>Holds decisions, payments, the plans' funds and the counters of the ceilings against one another, to the fen.</summary>
public static class VerifyClaims
{
    static readonly (string Key, string Sql)[] checks =
    [
        ("claims.ledger-payment-differs",
            """
            SELECT p.claim_id, p.fen, e.benefits, e.payable, e.suspense, e.bank FROM claim_payments p CROSS JOIN LATERAL (
                SELECT coalesce(sum(CASE WHEN d.account = 'benefits' THEN fen WHEN c.account = 'benefits' THEN -fen END), 0)::bigint benefits, coalesce(sum(CASE WHEN c.account = 'payable' THEN fen WHEN d.account = 'payable' THEN -fen END), 0)::bigint payable,
                    coalesce(sum(CASE WHEN c.account = 'suspense' THEN fen WHEN d.account = 'suspense' THEN -fen END), 0)::bigint suspense, coalesce(sum(CASE WHEN c.account = 'bank' THEN fen WHEN d.account = 'bank' THEN -fen END), 0)::bigint bank
                FROM fund_entries f JOIN fund_accounts d ON d.id = f.debit JOIN fund_accounts c ON c.id = f.credit WHERE f.source = 'claim' AND f.source_id = p.id AND d.plan = p.plan) e
            WHERE (e.benefits, e.payable, e.suspense, e.bank) <> (p.fen, CASE WHEN p.state IN ('due', 'prepared') THEN p.fen ELSE 0 END, CASE WHEN p.state = 'failed' THEN p.fen ELSE 0 END, CASE WHEN p.state IN ('released', 'paid') THEN p.fen ELSE 0 END)
            """),
        ("claims.ledger-decision-differs",
            """
            SELECT d.claim_id, d.pay_fen, coalesce(p.fen, 0) FROM claim_decisions d LEFT JOIN (SELECT claim_id, round, sum(fen)::bigint fen FROM claim_payments GROUP BY 1, 2) p USING (claim_id, round)
            WHERE coalesce(p.fen, 0) <> CASE WHEN NOT d.needs_second OR d.agreed THEN d.pay_fen ELSE 0 END
            """),
        ("claims.ledger-entry-without-payment", "SELECT f.source_id, f.fen FROM fund_entries f WHERE f.source = 'claim' AND NOT EXISTS (SELECT FROM claim_payments p WHERE p.id = f.source_id)"),
        ("claims.ledger-counter-differs",
            """
            SELECT k.holder, k.used_fen, coalesce(u.fen, 0) FROM claim_counters k LEFT JOIN (SELECT plan, ceiling, holder, year, sum(fen)::bigint fen FROM claim_uses GROUP BY 1, 2, 3, 4) u USING (plan, ceiling, holder, year)
            WHERE k.used_fen <> coalesce(u.fen, 0)
            """),
        ("claims.ledger-grant-differs",
            """
            SELECT g.id, g.fen, e.fen FROM plan_grants g CROSS JOIN LATERAL (SELECT coalesce(sum(f.fen), 0)::bigint fen, count(*) n, count(DISTINCT (a.entity, a.union_id)) entities FROM fund_entries f JOIN fund_accounts a ON a.id = f.debit
                WHERE f.source = 'grant' AND f.source_id = g.id AND f.fen = g.fen AND a.plan = g.plan) e WHERE (e.n, e.entities) <> (2, 2)
            """),
    ];

    public static async Task<IReadOnlyList<Sentence>> RunAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        List<Sentence> findings = [];
        foreach (var (key, sql) in checks)
        {
            await using var find = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await using var row = await find.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct)) findings.Add(new(key, [row.GetGuid(0), .. Sums(row)]));
        }

        return findings;
    }

    static object?[] Sums(NpgsqlDataReader row) => [.. Enumerable.Range(1, row.FieldCount - 1).Select(i => new Money(row.GetInt64(i)).Shown)];
}
