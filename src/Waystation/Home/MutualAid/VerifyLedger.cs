using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <param name="Findings">What does not agree, to the fen; empty where all does.</param>
public sealed record LedgerCheck(long Entries, int Quarters, Money Paid, IReadOnlyList<Sentence> Findings);

/// <summary>Holds ledger, payments, decisions and the figures of the runs against one another.</summary>
public sealed class VerifyLedger(House house)
{
    static readonly (string Key, string Sql)[] checks =
    [
        ("aid.ledger-run-differs",
            """
            SELECT s.quarter, s.total_fen, coalesce(p.fen, 0) FROM aid_settlements s LEFT JOIN (SELECT quarter, sum(fen)::bigint fen, count(*) n, count(*) FILTER (WHERE born_failed) failed FROM aid_payments GROUP BY quarter) p USING (quarter)
            WHERE s.finished_at IS NOT NULL AND (s.total_fen, s.payments, s.failed) IS DISTINCT FROM (coalesce(p.fen, 0), coalesce(p.n, 0)::int, coalesce(p.failed, 0)::int)
            """),
        ("aid.ledger-decisions-differ",
            """
            SELECT coalesce(d.quarter, p.quarter), coalesce(d.fen, 0), coalesce(p.fen, 0) FROM (SELECT quarter, sum(pay_fen)::bigint fen FROM aid_decisions GROUP BY quarter) d
            FULL JOIN (SELECT quarter, sum(fen)::bigint fen FROM aid_payments GROUP BY quarter) p USING (quarter) WHERE coalesce(d.fen, 0) <> coalesce(p.fen, 0)
            """),
        ("aid.ledger-entries-differ",
            """
            SELECT coalesce(l.quarter, p.quarter), coalesce(l.fen, 0), coalesce(p.fen, 0) FROM (SELECT quarter, sum(fen)::bigint fen FROM aid_ledger WHERE debit = 'benefits' AND credit IN ('payable', 'suspense') GROUP BY quarter) l
            FULL JOIN (SELECT quarter, sum(fen)::bigint fen FROM aid_payments GROUP BY quarter) p USING (quarter) WHERE coalesce(l.fen, 0) <> coalesce(p.fen, 0)
            """),
        ("aid.ledger-payment-differs",
            """
            SELECT d.quarter, sum(d.pay_fen)::bigint, sum(coalesce(p.fen, 0))::bigint FROM (SELECT * FROM aid_decisions WHERE pay_fen > 0) d
            FULL JOIN aid_payments p ON p.quarter = d.quarter AND p.person_id = d.person_id WHERE d.pay_fen IS DISTINCT FROM p.fen GROUP BY d.quarter
            """),
        ("aid.ledger-balance-differs",
            """
            SELECT 0, l.payable, p.payable FROM (SELECT coalesce(sum(CASE WHEN credit = 'payable' THEN fen WHEN debit = 'payable' THEN -fen ELSE 0 END), 0)::bigint payable,
                coalesce(sum(CASE WHEN credit = 'suspense' THEN fen WHEN debit = 'suspense' THEN -fen ELSE 0 END), 0)::bigint suspense FROM aid_ledger) l,
                (SELECT coalesce(sum(fen) FILTER (WHERE state = 'prepared'), 0)::bigint payable, coalesce(sum(fen) FILTER (WHERE state = 'failed'), 0)::bigint suspense FROM aid_payments) p
            WHERE (l.payable, l.suspense) <> (p.payable, p.suspense)
            """),
        ("aid.ledger-overpaid-differs",
            """
            SELECT 0, l.fen, d.fen FROM (SELECT coalesce(sum(CASE WHEN debit = 'receivable' THEN fen WHEN credit = 'receivable' THEN -fen ELSE 0 END), 0)::bigint fen FROM aid_ledger) l,
                (SELECT coalesce(sum(overpaid_fen), 0)::bigint fen FROM (SELECT DISTINCT ON (person_id) overpaid_fen FROM aid_decisions ORDER BY person_id, quarter DESC) last) d
            WHERE l.fen <> d.fen
            """),
    ];

    public async Task<LedgerCheck> RunAsync(CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        // One picture for all of the checks: a run may be going on.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        List<Sentence> findings = [];
        foreach (var (key, sql) in checks) findings.AddRange(await FindAsync(connection, key, sql, ct));

        await using var ask = new NpgsqlCommand(
            "SELECT (SELECT count(*) FROM aid_ledger), (SELECT count(*)::int FROM aid_settlements), (SELECT coalesce(sum(fen), 0)::bigint FROM aid_payments)", connection) { CommandTimeout = 0 };
        await using var row = await ask.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new(row.GetInt64(0), row.GetInt32(1), new(row.GetInt64(2)), findings);
    }

    static async Task<List<Sentence>> FindAsync(NpgsqlConnection connection, string key, string sql, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var row = await find.ExecuteReaderAsync(ct);
        List<Sentence> found = [];
        while (await row.ReadAsync(ct)) found.Add(new(key, row.IsDBNull(0) || row.GetInt32(0) == 0 ? "—" : new Quarter(row.GetInt32(0)).ToString(), new Money(row.GetInt64(1)).Shown, new Money(row.IsDBNull(2) ? 0 : row.GetInt64(2)).Shown));
        return found;
    }
}
