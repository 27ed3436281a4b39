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

    /// <summary>OWASP's list of first characters that make a spreadsheet calculate; a number below zero and nothing else is only read.</summary>
    static bool WouldCalculate(string text) => text.Length > 0 && !IsBelowZero(text) && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠';

    static bool IsBelowZero(string text) => text[0] == '-' && text.Length is > 1 and <= DigitsASpreadsheetKeeps + 2 && text.AsSpan(1).IndexOfAnyExcept("0123456789.") < 0 && text.Count(c => c == '.') <= 1;

    static bool IsLongNumber(string cell) => cell.Length > DigitsASpreadsheetKeeps && cell.All(char.IsAsciiDigit);
}
