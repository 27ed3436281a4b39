using Npgsql;
using NpgsqlTypes;

namespace Waystation.Logbook;

/// <summary>One line of the log, to be written in the transaction of what it tells.</summary>
/// <param name="About">The id of the thing it was done to.</param>
/// <param name="Amount">How many rows, people or pieces.</param>
/// <param name="Hash">SHA-256 of the file that came in or went out.</param>
public sealed record LogLine(Actor Who, Did Did, DateTimeOffset At, Guid? About = null, long? Amount = null, byte[]? Hash = null)
{
    const string Insert = "INSERT INTO logbook (at, who, did, about, amount, hash) VALUES ($1, $2, $3, $4, $5, $6)";

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

    NpgsqlParameter[] Values() =>
    [
        new() { Value = At.UtcDateTime }, new() { Value = LogCode.Of(Who) }, new() { Value = LogCode.Of(Did) },
        new() { Value = (object?)About ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
        new() { Value = (object?)Amount ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
        new() { Value = (object?)Hash ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea },
    ];
}
