using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Members;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>One quarter's decision about a person, as that person reads it.</summary>
/// <param name="State">Of the payment; null where nothing was paid.</param>
public sealed record OwnDecision(Quarter Quarter, Money Pay, Money Overpaid, string? State, IReadOnlyList<DecisionLine> Lines, string Rule);

/// <summary>The direct settlements of whoever asks.</summary>
public sealed class MyPayments(MyFile file, NpgsqlDataSource source)
{
    /// <summary>None without a bound record, and while the phone is new to it.</summary>
    public async Task<IReadOnlyList<OwnDecision>> ReadAsync(CancellationToken ct)
    {
        if (file.IsMasked || await file.OwnRecordAsync<Member>(ct) is not { } member) return [];

        await using var ask = source.CreateCommand(
            """
            SELECT d.quarter, d.pay_fen, d.overpaid_fen, p.state, d.lines, s.rule FROM aid_decisions d JOIN aid_settlements s ON s.quarter = d.quarter AND s.finished_at IS NOT NULL
            LEFT JOIN aid_payments p ON p.quarter = d.quarter AND p.person_id = d.person_id WHERE d.person_id = $1 ORDER BY d.quarter DESC
            """);
        await using var row = await ask.With(member.DocumentIndex).ExecuteReaderAsync(ct);
        List<OwnDecision> own = [];
        while (await row.ReadAsync(ct))
            own.Add(new(new(row.GetInt32(0)), new(row.GetInt64(1)), new(row.GetInt64(2)), row.IsDBNull(3) ? null : row.GetString(3), DecisionText.Read(row.GetString(4)), row.GetString(5)));
        return own;
    }
}
