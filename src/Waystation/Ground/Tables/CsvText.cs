using System.Text;
using Waystation.Shared;

namespace Waystation.Tables;

/// <summary>Finds out how a CSV file was written.</summary>
static class CsvText
{
    static readonly UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The whole file is looked at once: a mark decides; else it is UTF-8 if every byte of it is, else GB18030, the
    /// national standard that Chinese Excel saves. A file with NUL bytes is no text. Leaves the file at its start.
    /// </summary>
    public static Encoding EncodingOf(Stream file)
    {
        file.Position = 0;
        Span<byte> mark = stackalloc byte[2];
        file.ReadAtLeast(mark, 2, throwOnEndOfStream: false);
        file.Position = 0;
        if (mark is [0xff, 0xfe] or [0xfe, 0xff]) return mark[0] == 0xff ? Encoding.Unicode : Encoding.BigEndianUnicode;

        var isUtf8 = LookThrough(file);
        file.Position = 0;
        return isUtf8 ? utf8 : Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }

    static bool LookThrough(Stream file)
    {
        var decoder = utf8.GetDecoder();
        var (bytes, characters, valid) = (new byte[1 << 16], new char[(1 << 16) + 4], true);
        for (int read; (read = file.Read(bytes)) > 0;)
        {
            Rule.Require(!bytes.AsSpan(0, read).Contains((byte)0), Say.NotATable("binary"));
            valid = valid && IsValid(decoder, bytes.AsSpan(0, read), characters, flush: false);
        }

        return valid && IsValid(decoder, [], characters, flush: true);
    }

    static bool IsValid(Decoder decoder, ReadOnlySpan<byte> bytes, char[] into, bool flush)
    {
        try
        {
            decoder.Convert(bytes, into, flush, out _, out _, out _);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>The separator that one of the first lines has most of: title and note lines have few, the header has them all.</summary>
    public static char SeparatorOf(Stream file, Encoding encoding)
    {
        var start = new char[1 << 16];
        using (var reader = new StreamReader(file, encoding, true, 1 << 16, leaveOpen: true))
        {
            var read = Decoded(reader, start);
            file.Position = 0;
            var lines = new string(start, 0, read).Split('\n').Take(FormTable.HeaderWithin).ToArray();
            return ",\t;".MaxBy(separator => lines.Max(line => line.Count(c => c == separator)));
        }
    }

    static int Decoded(StreamReader reader, char[] into)
    {
        try
        {
            return reader.ReadBlock(into);
        }
        catch (DecoderFallbackException garbled)
        {
            throw new Refusal(Say.UnknownEncoding, garbled);
        }
    }
}
