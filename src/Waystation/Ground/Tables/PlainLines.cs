namespace Waystation.Tables;

/// <summary>A CSV file without quotation marks is its lines: that it is whole can be said without parsing it, which took two seconds for a million rows.</summary>
static class PlainLines
{
    /// <summary>The number of records; null where only the parser can say: quotation marks, lone carriage returns, a line that may hold too long a cell or too many columns.</summary>
    /// <param name="file">Read from its start; text that is known to be UTF-8.</param>
    public static int? CountIn(Stream file, char separator, int longestLine, int mostColumns)
    {
        file.Position = 0;
        var (buffer, kept, lines) = (new byte[Math.Max(1 << 16, 2 * longestLine)], 0, 0);
        for (int read; (read = file.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var rest = buffer.AsSpan(0, kept + read);
            for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..], lines++)
                if (!IsPlain(rest[..end])) return null;

            if (rest.Length > longestLine) return null;
            rest.CopyTo(buffer);
            kept = rest.Length;
        }

        if (kept == 0) return lines;
        return IsPlain(buffer.AsSpan(0, kept)) ? lines + 1 : null;

        bool IsPlain(ReadOnlySpan<byte> line) =>
            line.Length <= longestLine && !line.Contains((byte)'"') && line.IndexOf((byte)'\r') is var at && (at < 0 || at == line.Length - 1)
            && line.Count((byte)separator) < mostColumns;
    }
}
