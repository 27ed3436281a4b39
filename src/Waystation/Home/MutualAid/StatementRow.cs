using Waystation.Data;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>One movement of a person's money.</summary>
/// <param name="When">The quarter of a settlement, or the day of an entry of a plan's fund.</param>
/// <param name="Move">Of its words: which account gave to which.</param>
public sealed record StatementRow(string When, InBoth Plan, string Move, Money Sum)
{
    public Sentence InWords => new($"aid.move-{Move}", Sum.Shown);
}

/// <summary>Everybody's statement, from the ledgers themselves.</summary>
public sealed class Statements(House house, Rules rules)
{
    /// <summary>All of it, in the order in which it happened: the settlements, then the funds of the other plans.</summary>
    public async Task<IReadOnlyList<StatementRow>> OfAsync(Guid person, CancellationToken ct)
    {
        var titles = rules.AllOn<AidPlan>(City.Today(house.Clock)).ToDictionary(plan => plan.Id, plan => plan.Title);
        await using var ask = house.Database.Source.CreateCommand(
            """
            SELECT (quarter / 10) || 'Q' || (quarter % 10), $2, credit || '-' || debit, fen FROM (SELECT * FROM aid_ledger WHERE person_id = $1 ORDER BY id) settled
            UNION ALL
            SELECT to_char(e.entered_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD'), d.plan, c.account || '-' || d.account, e.fen
            FROM (SELECT * FROM fund_entries WHERE person_id = $1 ORDER BY id) e JOIN fund_accounts d ON d.id = e.debit JOIN fund_accounts c ON c.id = e.credit
            """);
        await using var row = await ask.With(person, AidPlan.NuanHuzhu).ExecuteReaderAsync(ct);
        List<StatementRow> rows = [];
        while (await row.ReadAsync(ct)) rows.Add(new(row.GetString(0), titles.GetValueOrDefault(row.GetString(1)) ?? new(row.GetString(1), row.GetString(1)), row.GetString(2), new(row.GetInt64(3))));
        return rows;
    }
}
