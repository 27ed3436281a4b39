namespace Waystation.Tables;

/// <summary>One line of a CSV file that a spreadsheet opens without calculating, and without losing the ends of long numbers.</summary>
public static class CsvLine
{
    const int DigitsASpreadsheetKeeps = 11;

    public static string Of(params IEnumerable<string> cells) => string.Join(',', cells.Select(Quoted));

    static string Quoted(string cell)
    {
        var safe = ErrorSheet.WouldCalculate(cell) || IsLongNumber(cell) ? "'" + cell : cell;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"")}\"";
    }

    static bool IsLongNumber(string cell) => cell.Length > DigitsASpreadsheetKeeps && cell.All(char.IsAsciiDigit);
}
