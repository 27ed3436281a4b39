using Npgsql;
using NpgsqlTypes;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Messages;

/// <summary>Puts a message on its way, in the transaction of what it tells: it goes out if, and only if, that is committed.</summary>
public sealed class SendMessage(SenderSettings sender, Vault vault, TimeProvider clock)
{
    const string Insert =
        """
        INSERT INTO messages (id, kind, state, phone, phone_index, text, made_at, expires_at, next_try_at, ended_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, CASE WHEN $3 = 'waiting' THEN $7 END, CASE WHEN $3 = 'shown' THEN $7 END)
        """;

    /// <summary>False where no sender is set up; whoever needs a message says so to the person before asking for anything.</summary>
    public bool CanSend => sender.Kind is not SenderKind.None;

    /// <returns>The message's id.</returns>
    public async Task<Guid> QueueAsync(NpgsqlConnection connection, OutgoingMessage message, CancellationToken ct = default)
    {
        Rule.Require(CanSend, Say.NobodySends);
        var madeAt = clock.GetUtcNow();
        var id = Guid.CreateVersion7(madeAt);
        await using var insert = new NpgsqlCommand(Insert, connection);
        insert.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = id }, new() { Value = message.Code }, new() { Value = sender.Kind is SenderKind.Outbox ? "shown" : "waiting" },
            new() { Value = vault.Seal(message.Phone) }, new() { Value = vault.Index(BlindIndex.Phone, message.Phone) }, new() { Value = vault.Seal(message.Text) },
            new() { Value = madeAt.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            new() { Value = (object?)message.ExpiresAt?.UtcDateTime ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
        });
        await insert.ExecuteNonQueryAsync(ct);
        return id;
    }
}
