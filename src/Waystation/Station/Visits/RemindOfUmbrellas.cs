using System.Globalization;
using Npgsql;
using Waystation.Data;
using Waystation.Messages;
using Waystation.Shared;

namespace Waystation.Visits;

/// <summary>
/// One reminder to who left a phone, on the day an umbrella is due and not by night. Safe to repeat, and on any number of nodes: the message
/// is put on its way in the transaction that notes it.
/// </summary>
public sealed class RemindOfUmbrellas(NpgsqlDataSource source, SendMessage messages, Vault vault, TimeProvider clock)
{
    const int AtOnce = 100, FirstHour = 9, LastHour = 19;

    /// <returns>How many were reminded.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var local = City.LocalTime(clock.GetUtcNow());
        if (!messages.CanSend || local.Hour is < FirstHour or > LastHour) return 0;

        int sum = 0, last;
        do sum += last = await NextAsync(ct);
        while (last == AtOnce);
        return sum;
    }

    async Task<int> NextAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var due = await DueAsync(connection, ct);
        foreach (var (phone, text) in due) await messages.QueueAsync(connection, new(MessageKind.UmbrellaDue, phone, text), ct);
        await transaction.CommitAsync(ct);
        return due.Count;
    }

    async Task<List<(string Phone, string Text)>> DueAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var take = new NpgsqlCommand(
            """
            WITH due AS (SELECT l.id, u.tag FROM umbrella_loans l JOIN umbrellas u ON u.id = l.umbrella_id
                WHERE l.ended_at IS NULL AND l.phone IS NOT NULL AND l.reminded_at IS NULL AND l.due_on <= $1 ORDER BY l.due_on LIMIT $2 FOR UPDATE OF l SKIP LOCKED)
            UPDATE umbrella_loans l SET reminded_at = $3 FROM due WHERE l.id = due.id RETURNING l.phone, due.tag, l.due_on
            """, connection).With(City.Today(clock), AtOnce, clock.GetUtcNow().UtcDateTime);
        await using var row = await take.ExecuteReaderAsync(ct);
        List<(string, string)> due = [];
        // Nothing is known of who borrowed it, not even a language.
        while (await row.ReadAsync(ct)) due.Add((vault.Open(row.GetFieldValue<byte[]>(0)), Say.Due(row.GetString(1), row.GetFieldValue<DateOnly>(2)).In(CultureInfo.GetCultureInfo("zh-CN"))));
        return due;
    }
}
