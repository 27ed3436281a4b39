namespace Waystation.Tables;

/// <summary>One line of a CSV file that a spreadsheet opens without calculating, and without losing the ends of long numbers.</summary>
public static class CsvLine
{
    const int DigitsASpreadsheetKeeps = 11;

    public static string Of(params IEnumerable<string> cells) => string.Join(',', cells.Select(Quoted));

    static string Quoted(string cell)
    {
        var safe = WouldCalculate(cell) || IsLongNumber(cell) ? "'" + cell : cell;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"")}\"";
    }

    /// <summary>OWASP's list of first characters that make a spreadsheet calculate.</summary>
    static bool WouldCalculate(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠';

    static bool IsLongNumber(string cell) => cell.Length > DigitsASpreadsheetKeeps && cell.All(char.IsAsciiDigit);
}
