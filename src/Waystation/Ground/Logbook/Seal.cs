using System.Buffers.Binary;
using System.Security.Cryptography;
using Npgsql;

namespace Waystation.Logbook;

/// <summary>A seal over some rows of the log and, by the seal before it, over all that came before.</summary>
sealed record Seal(long Number, LogPlace Last, int Rows, byte[] Hash)
{
    public bool Equals(Seal? other) =>
        other is not null && (Number, Last, Rows) == (other.Number, other.Last, other.Rows) && Hash.AsSpan().SequenceEqual(other.Hash);

    public override int GetHashCode() => HashCode.Combine(Number, Last, Rows);

    /// <summary>Before the first row.</summary>
    public static readonly Seal None = new(0, LogPlace.Start, 0, new byte[SHA256.HashSizeInBytes]);

    public static async Task<Seal> LastAsync(NpgsqlConnection connection)
    {
        await foreach (var seal in AfterAsync(connection, await LastNumberAsync(connection) - 1)) return seal;
        return None;
    }

    /// <summary>In their order.</summary>
    public static async IAsyncEnumerable<Seal> AfterAsync(NpgsqlConnection connection, long number)
    {
        await using var command = new NpgsqlCommand("SELECT number, last_epoch, last_xid, last_seq, rows, hash FROM logbook_seals WHERE number > $1 ORDER BY number", connection);
        command.Parameters.Add(new() { Value = number });
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
            yield return new(row.GetInt64(0), new(row.GetInt32(1), row.GetFieldValue<ulong>(2), row.GetInt64(3)), row.GetInt32(4), row.GetFieldValue<byte[]>(5));
    }

    static async Task<long> LastNumberAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT coalesce(max(number), 0) FROM logbook_seals", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

/// <summary>A seal being made, row by row.</summary>
sealed class Wax : IDisposable
{
    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly long number;
    LogPlace last;
    int rows;

    public Wax(Seal before)
    {
        number = before.Number + 1;
        Span<byte> start = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(start, number);
        hash.AppendData(before.Hash);
        hash.AppendData(start);
    }

    public int Rows => rows;

    public void Add(SealedRow row)
    {
        hash.AppendData(row.Bytes.Span);
        (last, rows) = (row.Place, rows + 1);
    }

    public Seal Press() => new(number, last, rows, hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();
}
