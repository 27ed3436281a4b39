using System.Buffers.Binary;
using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Members;

/// <summary>
/// Held while a file is imported. It lives in an open transaction, so it passes a transaction-mode pooler, and it dies with
/// the connection: a killed import never locks anybody out.
/// </summary>
sealed class ImportLock : IAsyncDisposable
{
    readonly NpgsqlConnection connection;
    readonly NpgsqlTransaction transaction;

    ImportLock(NpgsqlConnection connection, NpgsqlTransaction transaction) => (this.connection, this.transaction) = (connection, transaction);

    public static async Task<ImportLock> TakeAsync(NpgsqlDataSource source, byte[] hash, Actor by, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_xact_lock($1)", connection, transaction) { Parameters = { new() { Value = KeyOf(hash, by) } } };
        var taken = await command.ExecuteScalarAsync(ct) is true;
        var held = new ImportLock(connection, transaction);
        if (taken) return held;

        await held.DisposeAsync();
        throw new Refusal(Say.ImportRunning);
    }

    /// <summary>One post's file: that of another post is another run.</summary>
    static long KeyOf(byte[] hash, Actor by) =>
        BinaryPrimitives.ReadInt64LittleEndian(hash) ^ (by.PostId is { } post ? BinaryPrimitives.ReadInt64LittleEndian(post.ToByteArray().AsSpan(8)) : 0);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
