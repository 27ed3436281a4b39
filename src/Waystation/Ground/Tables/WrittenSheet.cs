using System.Globalization;
using System.Text;

namespace Waystation.Tables;

/// <summary>
/// A table that leaves the house as a file. What is written as text stays text, so that numbers keep their digits, and what a spreadsheet would
/// run as a formula is kept from it; a count is a number, which can be summed.
/// </summary>
public abstract class WrittenSheet : IDisposable
{
    /// <param name="to">Stays open.</param>
    /// <param name="asWorkbook">xlsx, else CSV in UTF-8 with a mark.</param>
    /// <param name="name">The name of the sheet in a workbook.</param>
    public static WrittenSheet Begin(Stream to, bool asWorkbook, string name) => asWorkbook ? new XlsxWrittenSheet(to, name) : new CsvWrittenSheet(to);

    /// <summary>What follows stands on another sheet of the workbook; a CSV has one only, and leaves a line free.</summary>
    public abstract void Turn(string name);

    /// <param name="cells">Texts, counts as whole numbers, amounts as decimals.</param>
    public abstract void Write(IReadOnlyList<object> cells);

    public abstract void Dispose();
}

sealed class CsvWrittenSheet(Stream to) : WrittenSheet
{
    readonly StreamWriter text = new(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };

    public override void Turn(string name) => text.WriteLine();

    public override void Write(IReadOnlyList<object> cells) => text.WriteLine(CsvLine.Of(cells.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture)!)));

    public override void Dispose() => text.Dispose();
}
