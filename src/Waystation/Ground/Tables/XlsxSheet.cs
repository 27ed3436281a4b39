using ExcelDataReader;
using Waystation.Shared;

namespace Waystation.Tables;

/// <summary>A workbook of today's Excel. A number stays a number here: only so is an ID typed as one recognised.</summary>
sealed class XlsxSheet : Sheet
{
    readonly Stream file;
    readonly IExcelDataReader reader;

    public XlsxSheet(Stream file)
    {
        this.file = file;
        About = XlsxGuard.Vet(file);
        file.Position = 0;
        reader = Safely(() => ExcelReaderFactory.CreateOpenXmlReader(file, new ExcelReaderConfiguration { LeaveOpen = true }));
        if (!IsVisible) GoOn();
    }

    public override bool IsWorkbook => true;

    bool IsVisible => reader.VisibleState is null or "visible";

    public override bool GoOn()
    {
        while (Safely(reader.NextResult))
            if (IsVisible) return true;
        return false;
    }

    public override IEnumerable<SheetRow> Rows()
    {
        while (Safely(reader.Read))
            if (Safely(Cells) is { } cells) yield return new SheetRow(reader.Depth + 1, cells);
    }

    /// <summary>Up to the last cell with something in it; null for a blank row.</summary>
    Cell[]? Cells()
    {
        var last = Math.Min(reader.FieldCount, MostColumns) - 1;
        while (last >= 0 && reader.GetValue(last) is null) last--;
        if (last < 0) return null;

        var cells = new Cell[last + 1];
        for (var i = 0; i <= last; i++) cells[i] = CellAt(i);
        return Array.TrueForAll(cells, cell => cell.IsBlank) ? null : cells;
    }

    Cell CellAt(int column)
    {
        return reader.GetValue(column) switch
        {
            string text => Cell.Of(Short(text)),
            double number when IsChineseDate(column, number) => Cell.Of(DateTime.FromOADate(number)),
            double number => Cell.Of(number),
            int number => Cell.Of(number),
            DateTime date => Cell.Of(date),
            TimeSpan time => Cell.Of(time.ToString()),
            bool truth => Cell.Of(truth ? "TRUE" : "FALSE"),
            _ => Cell.Empty,
        };
    }

    /// <summary>The built-in formats 27–36 and 50–58 are dates in East Asian Excel; the library does not know them.</summary>
    bool IsChineseDate(int column, double number) => reader.GetNumberFormatIndex(column) is (>= 27 and <= 36) or (>= 50 and <= 58) && number is >= 1 and < 2_958_466;

    static string Short(string text)
    {
        Rule.Require(text.Length <= LongestCell, Say.CellTooLong);
        return text;
    }

    /// <summary>A damaged workbook can fail anywhere in the library, with nearly any exception: to the reader all of them mean one thing.</summary>
    static T Safely<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception broken) when (broken is not (Refusal or OutOfMemoryException))
        {
            throw new Refusal(Say.BrokenWorkbook, broken);
        }
    }

    public override void Dispose()
    {
        reader.Dispose();
        file.Dispose();
    }
}
