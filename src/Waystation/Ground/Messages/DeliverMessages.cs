using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Messages;

/// <summary>
/// Hands over what is due, at least once. A message is taken for <see cref="Held"/> in a short transaction of its own, so that
/// no lock waits for the network; a process that falls in between leaves it to be sent again, under the same id.
/// </summary>
sealed class DeliverMessages(NpgsqlDataSource source, Vault vault, IPostman postman, TimeProvider clock, ILogger<DeliverMessages> log)
{
    internal const int MostTries = 8;
    internal static readonly TimeSpan Held = TimeSpan.FromMinutes(1);

    const string Guard = "FOR UPDATE SKIP LOCKED";
    const string Take =
        $"""
        UPDATE messages SET tries = tries + 1, next_try_at = $2
        FROM (SELECT id AS due FROM messages
              WHERE state = 'waiting' AND next_try_at <= $1 AND (expires_at IS NULL OR expires_at > $1)
              ORDER BY next_try_at LIMIT 16 {Guard}) AS taken
        WHERE id = due
        RETURNING id, kind, phone, text, made_at, tries
        """;

    bool isTold;

    /// <summary>For the test that shows what the guard is for.</summary>
    internal bool IsGuarded { get; init; } = true;

    /// <returns>How many were tried.</returns>
    public async Task<int> RunAsync(CancellationToken ct = default)
    {
        await DropAsync(ct);
        await using var connection = await source.OpenConnectionAsync(ct);
        var taken = await TakeAsync(connection, ct);
        await connection.CloseAsync();
        await Task.WhenAll(taken.Select(message => PostAsync(message, ct)));
        return taken.Count;
    }

    /// <summary>A code that comes after its life would only confuse.</summary>
    async Task DropAsync(CancellationToken ct)
    {
        await using var drop = source.CreateCommand(
            """
            UPDATE messages SET state = 'dropped', ended_at = $1, next_try_at = NULL, phone = NULL, phone_index = NULL, text = NULL
            WHERE state = 'waiting' AND expires_at <= $1
            """);
        drop.Parameters.AddWithValue(Now);
        await drop.ExecuteNonQueryAsync(ct);
    }

    internal async Task<List<Taken>> TakeAsync(NpgsqlConnection connection, CancellationToken ct = default)
    {
        await using var take = new NpgsqlCommand(IsGuarded ? Take : Take.Replace(Guard, "", StringComparison.Ordinal), connection);
        take.Parameters.AddWithValue(Now);
        take.Parameters.AddWithValue(Now + Held);
        var taken = new List<Taken>();
        await using var row = await take.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            taken.Add(new(row.GetGuid(0), row.GetString(1), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3), row.GetDateTime(4), row.GetInt32(5)));
        return taken;
    }

    async Task PostAsync(Taken message, CancellationToken ct)
    {
        try
        {
            await postman.PostAsync(new Letter(message.Id, message.Kind, vault.Open(message.Phone), vault.Open(message.Text), message.MadeAt), ct);
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or UnauthorizedAccessException or Refusal || (failed is TaskCanceledException && !ct.IsCancellationRequested))
        {
            await NotTakenAsync(message, failed, ct);
            return;
        }

        await EndAsync(message.Id, "delivered", ct);
        isTold = false;
    }

    async Task NotTakenAsync(Taken message, Exception failed, CancellationToken ct)
    {
        if (message.Tries >= MostTries)
        {
            await EndAsync(message.Id, "given-up", ct);
            log.LogError(failed, "Message {Id} ({Kind}) was given up after {Tries} tries", message.Id, message.Kind, message.Tries);
            return;
        }

        // Once, not for every message for as long as the gateway is away.
        if (!isTold) log.LogWarning(failed, "Messages are not taken and will be tried again");
        isTold = true;
        await AgainAsync(message, ct);
    }

    async Task AgainAsync(Taken message, CancellationToken ct)
    {
        await using var again = source.CreateCommand("UPDATE messages SET next_try_at = $2 WHERE id = $1 AND state = 'waiting' AND tries = $3");
        again.Parameters.AddWithValue(message.Id);
        again.Parameters.AddWithValue(Now + PauseAfter(message.Tries));
        again.Parameters.AddWithValue(message.Tries);
        await again.ExecuteNonQueryAsync(ct);
    }

    async Task EndAsync(Guid id, string state, CancellationToken ct)
    {
        await using var end = source.CreateCommand(
            """
            UPDATE messages SET state = $2, ended_at = $3, next_try_at = NULL, phone = NULL, phone_index = NULL, text = NULL
            WHERE id = $1 AND state = 'waiting'
            """);
        end.Parameters.AddWithValue(id);
        end.Parameters.AddWithValue(state);
        end.Parameters.AddWithValue(Now);
        await end.ExecuteNonQueryAsync(ct);
    }

    /// <summary>5, 15, 45 seconds … 20 and 61 minutes: the first three still reach somebody who waits for a code.</summary>
    internal static TimeSpan PauseAfter(int tries) => TimeSpan.FromSeconds(5 * Math.Pow(3, Math.Min(tries, MostTries) - 1));

    DateTime Now => clock.GetUtcNow().UtcDateTime;

    internal sealed record Taken(Guid Id, string Kind, byte[] Phone, byte[] Text, DateTime MadeAt, int Tries);
}
