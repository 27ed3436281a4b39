using Npgsql;
using Waystation.Data;

namespace Waystation.Messages;

/// <summary>The messages of a demo, to be read by whoever tries it: its phones belong to nobody.</summary>
public sealed class Outbox(House house, NpgsqlDataSource source, Vault vault)
{
    /// <summary>How many the page shows.</summary>
    const int Most = 50;

    /// <summary>Only in a demo; elsewhere there is no such page.</summary>
    public bool IsOpen => house.IsDemo;

    /// <summary>The newest first, all or those to one phone.</summary>
    public async Task<IReadOnlyList<ShownMessage>> ReadAsync(string? phone = null, CancellationToken ct = default)
    {
        if (!IsOpen) return [];

        await using var select = source.CreateCommand(
            """
            SELECT kind, phone, text, made_at, expires_at FROM messages
            WHERE state = 'shown' AND ($1::uuid IS NULL OR phone_index = $1) ORDER BY made_at DESC, id DESC LIMIT $2
            """);
        select.Parameters.AddWithValue(phone is null ? DBNull.Value : vault.Index(BlindIndex.Phone, phone));
        select.Parameters.AddWithValue(Most);
        var shown = new List<ShownMessage>();
        await using var row = await select.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            shown.Add(new(row.GetString(0), Masked(vault.Open(row.GetFieldValue<byte[]>(1))), vault.Open(row.GetFieldValue<byte[]>(2)),
                row.GetFieldValue<DateTimeOffset>(3), row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4)));
        return shown;
    }

    /// <summary>138****5678.</summary>
    static string Masked(string number) => number.Length == 11 ? $"{number[..3]}****{number[^4..]}" : "****";
}

/// <summary>A message as the demo's page shows it.</summary>
/// <param name="Kind">The code of a <see cref="MessageKind"/>.</param>
/// <param name="Phone">Masked.</param>
public sealed record ShownMessage(string Kind, string Phone, string Text, DateTimeOffset MadeAt, DateTimeOffset? ExpiresAt);
