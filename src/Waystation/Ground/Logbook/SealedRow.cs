using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Npgsql;

namespace Waystation.Logbook;

/// <summary>Where a row stands in the log's order.</summary>
readonly record struct LogPlace(int Epoch, ulong Xid, long Seq)
{
    public static readonly LogPlace Start = new(0, 0, 0);
}

/// <summary>A row of the log as PostgreSQL sends it in binary COPY: these bytes are what a seal is made over.</summary>
/// <param name="At">Microseconds since 2000-01-01 UTC.</param>
readonly record struct SealedRow(LogPlace Place, long At, ReadOnlyMemory<byte> Bytes)
{
    const int Header = 19;

    /// <summary>Rows after a place, in order. The memory of a row is used again for the next.</summary>
    /// <param name="ripe">Only rows that no open transaction can still come before.</param>
    public static async IAsyncEnumerable<SealedRow> ReadAsync(NpgsqlConnection connection, LogPlace after, bool ripe, long atMost, [EnumeratorCancellation] CancellationToken ct)
    {
        // Asked once, not of every row.
        var only = ripe ? "AND (epoch < (SELECT logbook_epoch()) OR xid < (SELECT pg_snapshot_xmin(pg_current_snapshot())))" : "";
        // What lines have had since there are accounts joins the last column: the bytes of the lines before, over which seals stand, stay the same.
        await using var stream = await connection.BeginRawBinaryCopyAsync($"""
            COPY (SELECT epoch, xid, seq, at, who, did, about, amount,
                    CASE WHEN num_nonnulls(account_id, purpose, payload) = 0 THEN hash
                    ELSE convert_to(row(encode(hash, 'hex'), account_id, post_id, purpose, encode(payload, 'hex'))::text, 'UTF8') END
                FROM logbook
                WHERE (epoch, xid, seq) > ({after.Epoch}, '{after.Xid}'::xid8, {after.Seq}) {only} ORDER BY epoch, xid, seq LIMIT {atMost})
            TO STDOUT (FORMAT binary)
            """, ct);
        var rows = new BufferedStream(stream, 1 << 16);
        var bytes = new byte[1 << 12];
        await rows.ReadExactlyAsync(bytes.AsMemory(0, Header), ct);
        while (Next(rows, bytes) is { } length) yield return Read(bytes.AsMemory(0, length));
    }

    /// <summary>The length of the next row, read into the buffer; null after the last.</summary>
    static int? Next(Stream rows, byte[] into)
    {
        rows.ReadExactly(into, 0, 2);
        var columns = BinaryPrimitives.ReadInt16BigEndian(into);
        if (columns < 0) return null;

        var length = 2;
        for (var column = 0; column < columns; column++)
        {
            rows.ReadExactly(into, length, 4);
            var size = BinaryPrimitives.ReadInt32BigEndian(into.AsSpan(length));
            length += 4;
            if (size <= 0) continue;
            rows.ReadExactly(into, length, size);
            length += size;
        }

        return length;
    }

    /// <summary>The first four columns are never null and have a fixed width: 4, 8, 8 and 8 bytes, each behind its length.</summary>
    static SealedRow Read(ReadOnlyMemory<byte> bytes)
    {
        var row = bytes.Span;
        var place = new LogPlace(BinaryPrimitives.ReadInt32BigEndian(row[6..]), BinaryPrimitives.ReadUInt64BigEndian(row[14..]), BinaryPrimitives.ReadInt64BigEndian(row[26..]));
        return new SealedRow(place, BinaryPrimitives.ReadInt64BigEndian(row[38..]), bytes);
    }
}
