using System.Globalization;
using Waystation.Tables;

namespace Waystation.Places;

/// <summary>The day a place was opened, as registers write it: a date cell, 2023-5-1, 2023/5/1, 2023.05, 2023年5月, 20230501.</summary>
static class OpeningDay
{
    static readonly string[] shapes = ["yyyy-M-d", "yyyyMMdd", "yyyy-M", "yyyyMM"];

    public static DateOnly? Read(Cell cell)
    {
        if (cell.Kind is CellKind.Date) return Plausible(DateOnly.FromDateTime(cell.Date));
        // A spreadsheet's date without its format: days since 1899-12-30.
        if (cell.Kind is CellKind.Number && cell.Number is > 20_000 and < 80_000) return Plausible(DateOnly.FromDateTime(DateTime.FromOADate(cell.Number)));

        var text = Plain.Compact(cell.Text.Split(' ')[0]).Replace('/', '-').Replace('.', '-').Replace('年', '-').Replace('月', '-').Replace("日", "").TrimEnd('-');
        return DateOnly.TryParseExact(text, shapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Plausible(day) : null;
    }

    static DateOnly? Plausible(DateOnly day) => day.Year is >= 1949 and < 2100 ? day : null;
}
