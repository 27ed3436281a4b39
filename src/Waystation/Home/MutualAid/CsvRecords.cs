using System.Text;
using System.Text.Unicode;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>
/// The records of a comma-separated file of millions, as bytes, without an object for any of them. UTF-8, or GB18030 turned
/// into it on the way; a file whose structure is broken anywhere is refused with the line.
/// </summary>
sealed class CsvRecords : IDisposable
{
    const int LongestRecord = 1 << 16, Room = 1 << 20;

    readonly Stream file;
    int columns;
    readonly byte[] buffer = new byte[Room];
    readonly byte[] unquoted = new byte[LongestRecord];
    readonly Dictionary<string, int> more = [];
    (int From, int Length)[] fields = [];
    byte[] fieldsIn;
    int at, end, linesRead;
    bool ended;

    CsvRecords(Stream file) => (this.file, fieldsIn) = (file, buffer);

    /// <summary>Of the record at hand; the header stands in line 1.</summary>
    public int LineNumber { get; private set; }

    /// <param name="content">Read from its start, once; disposed with this.</param>
    /// <param name="header">As the file has to have it.</param>
    /// <param name="optional">Columns that may stand behind it, in any order.</param>
    public static CsvRecords Open(Stream content, string header, params IReadOnlyList<string> optional)
    {
        var head = new byte[4096];
        var read = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var start = head.AsSpan(0, read);
        Rule.Require(read > 0 && !start.StartsWith("PK"u8) && !start.StartsWith((ReadOnlySpan<byte>)[0xd0, 0xcf, 0x11, 0xe0]) && start.IndexOf((byte)0) < 0 | start is [0xff, 0xfe, ..] or [0xfe, 0xff, ..], Say.NotACsvFile);
        var records = new CsvRecords(AsUtf8(new Rejoined(head, read, content), start));
        records.RequireHeader(header, optional);
        return records;
    }

    /// <summary>The next record with something in it.</summary>
    public bool Next()
    {
        while (true)
        {
            if (Record() is not { } record) return false;
            LineNumber = linesRead;
            var (from, length) = record;
            if (length == 0) continue;
            if (buffer.AsSpan(from, length).IndexOf((byte)'"') >= 0) length = Quoted(from, length);
            else Split(from, length);
            return length > 0;
        }
    }

    public ReadOnlySpan<byte> this[int column] => fieldsIn.AsSpan(fields[column].From, fields[column].Length);

    /// <summary>An optional column's field; empty where the file does not have the column.</summary>
    public ReadOnlySpan<byte> this[string optional] => more.TryGetValue(optional, out var column) ? this[column] : default;

    /// <summary>Whether the file has any optional column.</summary>
    public bool HasMore => more.Count > 0;

    public void Dispose() => file.Dispose();

    /// <summary>A mark decides; else the header's own bytes: in GB18030 they are no UTF-8.</summary>
    static Stream AsUtf8(Stream content, ReadOnlySpan<byte> start)
    {
        var line = start.IndexOf((byte)'\n') is >= 0 and var stop ? start[..stop] : start;
        var name = start is [0xff, 0xfe, ..] ? "utf-16" : start is [0xfe, 0xff, ..] ? "utf-16BE" : Utf8.IsValid(line) ? null : "GB18030";
        return name is null ? content : Encoding.CreateTranscodingStream(content, Strict(name), Encoding.UTF8);
    }

    static Encoding Strict(string name)
    {
        var (no, neither) = (EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        return CodePagesEncodingProvider.Instance.GetEncoding(name, no, neither) ?? Encoding.GetEncoding(name, no, neither);
    }

    void RequireHeader(string expected, IReadOnlyList<string> optional)
    {
        var found = Record() is var (from, length) ? Encoding.UTF8.GetString(buffer, from, length) : "";
        var clean = found.TrimStart('\uFEFF').Replace("\"", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Trim();
        var wrong = Say.WrongHeader(optional.Count == 0 ? expected : $"{expected}[,{string.Join("][,", optional)}]", clean.Length > 200 ? clean[..200] : clean);
        Rule.Require(clean == expected || clean.StartsWith(expected + ",", StringComparison.Ordinal), wrong);
        columns = expected.Count(c => c == ',') + 1;
        foreach (var name in clean[expected.Length..].Split(',').Skip(1)) Rule.Require(optional.Contains(name) && more.TryAdd(name, columns++), wrong);
        fields = new (int, int)[columns];
    }

    /// <summary>The next line's place in the buffer, without its end.</summary>
    (int From, int Length)? Record()
    {
        var seen = 0;
        while (true)
        {
            var found = buffer.AsSpan(at + seen, end - at - seen).IndexOf((byte)'\n');
            if (found >= 0) return Take(seen + found, 1);
            seen = end - at;
            Rule.Require(seen < LongestRecord, Say.LineTooLong(linesRead + 1));
            if (!ended) Fill();
            else return seen == 0 ? null : Take(seen, 0);
        }
    }

    (int, int) Take(int length, int mark)
    {
        var from = at;
        at += length + mark;
        linesRead++;
        if (length > 0 && buffer[from + length - 1] == '\r') length--;
        var line = buffer.AsSpan(from, length);
        Rule.Require(length <= LongestRecord, Say.LineTooLong(linesRead));
        Rule.Require(Utf8.IsValid(line) && line.IndexOf((byte)0) < 0, Say.NotText(linesRead));
        return (from, length);
    }

    void Fill()
    {
        buffer.AsSpan(at, end - at).CopyTo(buffer);
        (at, end) = (0, end - at);
        try
        {
            var read = file.Read(buffer, end, buffer.Length - end);
            ended = read == 0;
            end += read;
        }
        catch (DecoderFallbackException garbled)
        {
            throw new Refusal(Say.NotText(linesRead + 1), garbled);
        }
    }

    void Split(int from, int length)
    {
        fieldsIn = buffer;
        var rest = buffer.AsSpan(from, length);
        var (start, count) = (from, 0);
        while (true)
        {
            var comma = rest.IndexOf((byte)',');
            if (count < columns) fields[count] = (start, comma < 0 ? rest.Length : comma);
            count++;
            if (comma < 0) break;
            rest = rest[(comma + 1)..];
            start += comma + 1;
        }

        Rule.Require(count == columns, Say.WrongFieldCount(LineNumber, columns, count));
    }

    /// <summary>A record with quotation marks, as RFC 4180 has them; no field of ours holds a line's end.</summary>
    int Quoted(int from, int length)
    {
        var line = buffer.AsSpan(from, length);
        var (i, to, count) = (0, 0, 0);
        while (true)
        {
            var start = to;
            if (i < line.Length && line[i] == '"') (i, to) = Inside(line, i + 1, to);
            else
                for (; i < line.Length && line[i] != ','; i++)
                {
                    Rule.Require(line[i] != '"', Say.BrokenQuotes(LineNumber));
                    unquoted[to++] = line[i];
                }

            if (count < columns) fields[count] = (start, to - start);
            count++;
            if (i >= line.Length) break;
            Rule.Require(line[i] == ',', Say.BrokenQuotes(LineNumber));
            i++;
        }

        fieldsIn = unquoted;
        Rule.Require(count == columns, Say.WrongFieldCount(LineNumber, columns, count));
        return length;
    }

    (int, int) Inside(ReadOnlySpan<byte> line, int i, int to)
    {
        for (; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                if (i + 1 >= line.Length || line[i + 1] != '"') return (i + 1, to);
                i++;
            }

            unquoted[to++] = line[i];
        }

        throw new Refusal(Say.BrokenQuotes(LineNumber));
    }
}

/// <summary>A stream whose beginning was looked at already.</summary>
sealed class Rejoined(byte[] head, int length, Stream rest) : OneWayStream(rest)
{
    int given;

    public override int Read(Span<byte> buffer)
    {
        if (given == length) return Inner.Read(buffer);
        var now = Math.Min(buffer.Length, length - given);
        head.AsSpan(given, now).CopyTo(buffer);
        given += now;
        return now;
    }
}
