using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Enrolment;

/// <summary>Holds parts, bills, payments and the plans' funds against one another: what is owed is shares × price, and what came in is in the ledger, to the fen.</summary>
public sealed class VerifyPremiums(House house)
{
    static readonly (string Key, string Sql)[] checks =
    [
        ("enrolment.check-bill-differs",
            """
            SELECT p.number, p.fen, coalesce(e.fen, 0) FROM aid_premiums p LEFT JOIN (SELECT premium_id, sum(shares * ((2 * price_fen * months + year_months) / (2 * year_months)))::bigint AS fen, count(*) AS n FROM aid_enrolments GROUP BY premium_id) e ON e.premium_id = p.id
            WHERE (p.roll_id IS NOT NULL OR e.fen IS NOT NULL) AND (p.fen, p.people) IS DISTINCT FROM (coalesce(e.fen, 0), coalesce(e.n, 0)::int)
            """),
        ("enrolment.check-owed-differs",
            """
            SELECT p.number, p.fen, coalesce(f.fen, 0) FROM aid_premiums p LEFT JOIN (SELECT source_id, sum(fen)::bigint AS fen FROM fund_entries JOIN fund_accounts c ON c.id = credit WHERE source = 'premium' AND c.account = 'premiums' GROUP BY source_id) f ON f.source_id = p.id
            WHERE coalesce(f.fen, 0) <> CASE WHEN p.roll_id IS NOT NULL OR EXISTS (SELECT FROM aid_enrolments e WHERE e.premium_id = p.id) THEN p.fen ELSE 0 END
            """),
        ("enrolment.check-paid-differs",
            """
            SELECT p.number, coalesce(m.fen, 0), coalesce(f.fen, 0) FROM aid_premiums p LEFT JOIN (SELECT premium_id, sum(fen)::bigint AS fen FROM aid_premium_payments WHERE confirmed_at IS NOT NULL GROUP BY premium_id) m ON m.premium_id = p.id
            LEFT JOIN (SELECT source_id, sum(fen)::bigint AS fen FROM fund_entries JOIN fund_accounts d ON d.id = debit WHERE source = 'premium' AND d.account = 'bank' GROUP BY source_id) f ON f.source_id = p.id
            WHERE coalesce(m.fen, 0) <> coalesce(f.fen, 0) OR coalesce(m.fen, 0) > p.fen
            """),
    ];

    public async Task<IReadOnlyList<Sentence>> RunAsync(CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        List<Sentence> findings = [];
        foreach (var (key, sql) in checks)
        {
            await using var find = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await using var row = await find.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct)) findings.Add(new(key, PremiumNumber.Of(row.GetInt64(0)), new Money(row.GetInt64(1)).Shown, new Money(row.GetInt64(2)).Shown));
        }

        return findings;
    }
}
