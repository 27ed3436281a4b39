using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Waystation.Data;

/// <summary>
/// Rows in PostgreSQL's binary COPY format, sent on as they are gathered, so that the server stores while we write. For the millions:
/// Npgsql's own importer asks each value's type anew, which took a fifth of the program's time in an import of members.
/// </summary>
public sealed class CopyRows
{
    // What is gathered stays below the size from which the runtime keeps an object apart and collects it with everything else.
    const int SentAt = 48 << 10, Room = 64 << 10;

    static readonly DateOnly dayZero = new(2000, 1, 1);

    readonly ArrayBufferWriter<byte> rows = new(Room);
    readonly Stream server;

    CopyRows(Stream server)
    {
        this.server = server;
        // The format's mark, then no flags and no further header.
        rows.Write("PGCOPY\n"u8);
        rows.Write<byte>([0xff, (byte)'\r', (byte)'\n', 0]);
        Int32(0);
        Int32(0);
    }

    /// <param name="connection">In a transaction; it is busy until the rows are done with.</param>
    /// <param name="copy">COPY … FROM STDIN (FORMAT binary), with the columns in the order in which they are added.</param>
    public static async Task<CopyRows> BeginAsync(NpgsqlConnection connection, string copy, CancellationToken ct) =>
        new(await connection.BeginRawBinaryCopyAsync(copy, ct));

    public void StartRow(short columns) => Int16(columns);

    public void Add(Guid value)
    {
        Int32(16);
        value.TryWriteBytes(rows.GetSpan(16), bigEndian: true, out _);
        rows.Advance(16);
    }

    public void Add(Guid? value)
    {
        if (value is { } given) Add(given);
        else Null();
    }

    public void Add(string? value)
    {
        if (value is null)
        {
            Null();
            return;
        }

        var bytes = Encoding.UTF8.GetByteCount(value);
        Int32(bytes);
        Encoding.UTF8.GetBytes(value, rows.GetSpan(bytes));
        rows.Advance(bytes);
    }

    public void Add(byte[]? value)
    {
        if (value is null)
        {
            Null();
            return;
        }

        Int32(value.Length);
        rows.Write<byte>(value);
    }

    public void Add(bool? value)
    {
        if (value is { } given) Add([given ? (byte)1 : (byte)0]);
        else Null();
    }

    public void Add(int? value)
    {
        if (value is not { } number)
        {
            Null();
            return;
        }

        Add(number);
    }

    public void Add(int value)
    {
        Int32(4);
        Int32(value);
    }

    public void Add(long value)
    {
        Int32(8);
        BinaryPrimitives.WriteInt64BigEndian(rows.GetSpan(8), value);
        rows.Advance(8);
    }

    public void Add(short value)
    {
        Int32(2);
        Int16(value);
    }

    /// <summary>Text that is UTF-8 already.</summary>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        Int32(utf8.Length);
        rows.Write(utf8);
    }

    /// <summary>The last day of the calendar is PostgreSQL's infinity, as Npgsql has it.</summary>
    public void Add(DateOnly? value)
    {
        if (value is not { } day)
        {
            Null();
            return;
        }

        Int32(4);
        Int32(day == DateOnly.MaxValue ? int.MaxValue : day.DayNumber - dayZero.DayNumber);
    }

    /// <summary>After each row: passes on what has been gathered where it is worth the call.</summary>
    public ValueTask EndRowAsync(CancellationToken ct) => rows.WrittenCount < SentAt ? ValueTask.CompletedTask : SendAsync(ct);

    /// <summary>After the last row; the server's refusal comes out here.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        Int16(-1);
        await SendAsync(ct);
        await server.DisposeAsync();
    }

    async ValueTask SendAsync(CancellationToken ct)
    {
        await server.WriteAsync(rows.WrittenMemory, ct);
        rows.ResetWrittenCount();
    }

    void Null() => Int32(-1);

    void Int16(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(rows.GetSpan(2), value);
        rows.Advance(2);
    }

    void Int32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(rows.GetSpan(4), value);
        rows.Advance(4);
    }
}
