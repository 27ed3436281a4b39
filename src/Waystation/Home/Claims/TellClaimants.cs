using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Messages;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>
/// Tells whoever filed a claim that something waits for them, or that it is decided, on the phones they sign in with. The message names neither plan
/// nor illness: a phone may lie on a table. Safe to repeat, on any number of nodes; where nothing can be sent, the claim's own page says it.
/// </summary>
public sealed class TellClaimants(House house, SendMessage messages, PhonesOfAccount phones)
{
    const int AtATime = 200;

    /// <summary>Older ones are on the page and no news any more.</summary>
    static readonly TimeSpan news = TimeSpan.FromDays(7);

    static readonly string[] told = ["asked", "decided", "seconded", "paid", "bank-returned"];

    /// <returns>How many were dealt with; zero when all have been.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var steps = await TakeAsync(connection, ct);
        if (messages.CanSend)
            foreach (var (account, step, filed) in steps)
                foreach (var phone in account is { } own ? await phones.ReadAsync(connection, own, ct: ct) : [])
                    // A phone has no language of its own: the service's first.
                    await messages.QueueAsync(connection, new(MessageKind.ClaimMoved, phone, Words.Say(Words.Chinese, $"claims.tell-{step}", City.DayOf(filed).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))), ct);
        await transaction.CommitAsync(ct);
        return steps.Count;
    }

    async Task<List<(Guid? Account, string Step, DateTime Filed)>> TakeAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var take = new NpgsqlCommand(
            """
            WITH fresh AS (INSERT INTO claim_told (claim_id, no) SELECT s.claim_id, s.no FROM claim_steps s
                    WHERE s.step = ANY ($1) AND s.at > $2 AND NOT EXISTS (SELECT FROM claim_told t WHERE (t.claim_id, t.no) = (s.claim_id, s.no)) ORDER BY s.at LIMIT $3
                ON CONFLICT DO NOTHING RETURNING claim_id, no)
            SELECT c.account_id, s.step, c.filed_at FROM fresh f JOIN claim_steps s ON (s.claim_id, s.no) = (f.claim_id, f.no) JOIN claims c ON c.id = f.claim_id ORDER BY s.at
            """, connection);
        await using var row = await take.With(told, house.Clock.GetUtcNow().UtcDateTime - news, AtATime).ExecuteReaderAsync(ct);
        List<(Guid?, string, DateTime)> steps = [];
        while (await row.ReadAsync(ct)) steps.Add((row.IsDBNull(0) ? null : row.GetGuid(0), row.GetString(1), row.GetDateTime(2)));
        return steps;
    }
}
