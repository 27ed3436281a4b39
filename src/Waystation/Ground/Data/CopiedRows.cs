using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Waystation.Data;

/// <summary>Rows as they come out of PostgreSQL's binary COPY, for the millions: the counterpart of <see cref="CopyRows"/>. Values are read in the order of the columns.</summary>
public sealed class CopiedRows : IAsyncDisposable
{
    // No row that is read this way is longer.
    const int LongestRow = 1 << 13, Room = 1 << 17, Head = 19;

    static readonly DateOnly dayZero = new(2000, 1, 1);

    readonly Stream server;
    readonly byte[] buffer = new byte[Room];
    int at, end;
    bool ended;

    CopiedRows(Stream server) => this.server = server;

    /// <param name="copy">COPY … TO STDOUT (FORMAT binary).</param>
    public static async Task<CopiedRows> BeginAsync(NpgsqlConnection connection, string copy, CancellationToken ct)
    {
        var rows = new CopiedRows(await connection.BeginRawBinaryCopyAsync(copy, ct));
        await rows.FillAsync(ct);
        rows.at = Head;
        return rows;
    }

    public async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        if (end - at < LongestRow && !ended) await FillAsync(ct);
        var columns = BinaryPrimitives.ReadInt16BigEndian(buffer.AsSpan(at));
        at += 2;
        return columns >= 0;
    }

    public Guid Guid() => new(Value(), bigEndian: true);

    public short Int16() => BinaryPrimitives.ReadInt16BigEndian(Value());

    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Value());

    public long Int64() => BinaryPrimitives.ReadInt64BigEndian(Value());

    public bool Bool() => Value()[0] != 0;

    public DateOnly Day() => dayZero.AddDays(Int32());

    public string Text() => Encoding.UTF8.GetString(Value());

    /// <summary>Good until the next row.</summary>
    public ReadOnlySpan<byte> Value()
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(at));
        at += 4;
        var value = buffer.AsSpan(at, Math.Max(0, length));
        at += value.Length;
        return value;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    async ValueTask FillAsync(CancellationToken ct)
    {
        buffer.AsSpan(at, end - at).CopyTo(buffer);
        (at, end) = (0, end - at);
        while (end < buffer.Length && !ended)
        {
            var read = await server.ReadAsync(buffer.AsMemory(end), ct);
            ended = read == 0;
            end += read;
        }
    }
}
