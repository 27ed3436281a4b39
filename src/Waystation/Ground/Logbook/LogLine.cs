using Npgsql;
using NpgsqlTypes;
using Waystation.Data;

namespace Waystation.Logbook;

/// <summary>One line of the log, to be written in the transaction of what it tells.</summary>
/// <param name="About">The id of the thing it was done to.</param>
/// <param name="Amount">How many rows, people or pieces.</param>
/// <param name="Hash">SHA-256 of the file that came in or went out.</param>
/// <param name="Why">What for somebody's data was looked at.</param>
/// <param name="Payload">What has to be kept about a person, sealed with that person's key.</param>
public sealed record LogLine(Actor Who, Did Did, DateTimeOffset At, Guid? About = null, long? Amount = null, byte[]? Hash = null, Purpose? Why = null, byte[]? Payload = null)
{
    const string Insert =
        "INSERT INTO logbook (at, who, account_id, post_id, did, about, amount, hash, purpose, payload) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    /// <param name="connection">Its open transaction, where there is one, holds the line together with what it tells.</param>
    public async Task WriteAsync(NpgsqlConnection connection, CancellationToken ct = default)
    {
        await using var command = new NpgsqlCommand(Insert, connection);
        command.Parameters.AddRange(Values());
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>By itself: for what leaves no other trace in the database.</summary>
    public async Task WriteAsync(NpgsqlDataSource source, CancellationToken ct = default)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await WriteAsync(connection, ct);
    }

    /// <summary>One line about many people: each of them finds it. Same transaction as the line.</summary>
    public async Task WriteAboutAsync(NpgsqlConnection connection, IReadOnlyCollection<Guid> members, CancellationToken ct = default)
    {
        await using var command = new NpgsqlCommand(
            $"""
            WITH line AS ({Insert} RETURNING epoch, xid, seq)
            INSERT INTO logbook_about (member_id, epoch, xid, seq) SELECT DISTINCT member, epoch, xid, seq FROM line, unnest($11::uuid[]) AS member
            """, connection);
        command.Parameters.AddRange(Values());
        command.Parameters.Add(new() { Value = members.ToArray() });
        await command.ExecuteNonQueryAsync(ct);
    }

    NpgsqlParameter[] Values() =>
    [
        new() { Value = At.UtcDateTime }, new() { Value = Who.Code }, Or(Who.AccountId, NpgsqlDbType.Uuid), Or(Who.PostId, NpgsqlDbType.Uuid), new() { Value = LogCode.Of(Did) },
        Or(About, NpgsqlDbType.Uuid), Or(Amount, NpgsqlDbType.Bigint), Or(Hash, NpgsqlDbType.Bytea),
        Or(Why is { } why ? LogCode.Of(why) : null, NpgsqlDbType.Text), Or(Payload, NpgsqlDbType.Bytea),
    ];

    static NpgsqlParameter Or(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
