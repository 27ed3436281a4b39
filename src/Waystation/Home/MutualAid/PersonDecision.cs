using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>One quarter's decision about a person.</summary>
/// <param name="State">Of the payment; null where nothing was paid.</param>
/// <param name="Rule">The version of the plan it went by.</param>
public sealed record PersonDecision(Quarter Quarter, InsuredFacts Facts, Money Entitled, Money Pay, Money Overpaid, string? State, IReadOnlyList<DecisionLine> Lines, string Rule)
{
    /// <summary>The last line of the reckoning.</summary>
    public Sentence Outcome =>
        Overpaid > Money.Zero ? new("aid.outcome-overpaid", Overpaid.Shown) : Pay > Money.Zero ? new("aid.outcome-pay", Pay.Shown) : new("aid.outcome-nothing");

    /// <summary>The latest first; those of finished runs.</summary>
    public static async Task<IReadOnlyList<PersonDecision>> OfAsync(NpgsqlDataSource source, Guid person, CancellationToken ct)
    {
        await using var ask = source.CreateCommand(
            """
            SELECT d.quarter, d.facts, d.entitled_fen, d.pay_fen, d.overpaid_fen, p.state, d.lines, s.rule FROM aid_decisions d JOIN aid_settlements s ON s.quarter = d.quarter AND s.finished_at IS NOT NULL
            LEFT JOIN aid_payments p ON p.quarter = d.quarter AND p.person_id = d.person_id WHERE d.person_id = $1 ORDER BY d.quarter DESC
            """);
        await using var row = await ask.With(person).ExecuteReaderAsync(ct);
        List<PersonDecision> all = [];
        while (await row.ReadAsync(ct))
            all.Add(new(
                new(row.GetInt32(0)), (InsuredFacts)row.GetInt16(1), new(row.GetInt64(2)), new(row.GetInt64(3)), new(row.GetInt64(4)), row.IsDBNull(5) ? null : row.GetString(5),
                DecisionText.Read(row.GetString(6)), row.GetString(7)));
        return all;
    }
}
