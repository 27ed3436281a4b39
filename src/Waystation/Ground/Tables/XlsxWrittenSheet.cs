using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Waystation.Tables;

/// <summary>Written row by row (SAX): a hundred thousand rows need no memory.</summary>
sealed class XlsxWrittenSheet : WrittenSheet
{
    const int LongestName = 31;
    const double Wide = 16;
    readonly SpreadsheetDocument document;
    readonly Sheets sheets = new();
    OpenXmlWriter writer;

    public XlsxWrittenSheet(Stream to, string name)
    {
        document = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        AddStyles(workbook);
        workbook.Workbook = new Workbook(sheets);
        writer = Begin(name);
    }

    public override void Turn(string name)
    {
        End();
        writer = Begin(name);
    }

    OpenXmlWriter Begin(string name)
    {
        var workbook = document.WorkbookPart!;
        var sheet = workbook.AddNewPart<WorksheetPart>();
        sheets.AppendChild(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Name = NameOf(name), SheetId = (uint)sheets.ChildElements.Count + 1, Id = workbook.GetIdOfPart(sheet) });
        var begun = OpenXmlWriter.Create(sheet);
        begun.WriteStartElement(new Worksheet());
        // Columns of a width in which a Chinese name can be read.
        begun.WriteElement(new SheetFormatProperties { DefaultColumnWidth = Wide, DefaultRowHeight = 15 });
        begun.WriteStartElement(new SheetData());
        return begun;
    }

    /// <summary>A workbook with a sheet of another name is one that Excel calls damaged.</summary>
    static string NameOf(string name)
    {
        var free = string.Concat(Printable(name).Select(c => ":\\/?*[]'".Contains(c) || char.IsControl(c) ? '-' : c)).Trim();
        return free.Length == 0 ? "-" : free.Length > LongestName ? free[..LongestName] : free;
    }

    /// <summary>One style for all cells of text: text (format 49), and quoted, as if typed with a leading apostrophe.</summary>
    static void AddStyles(WorkbookPart workbook)
    {
        var text = new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true, QuotePrefix = true };
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
            new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()), new CellStyleFormats(new CellFormat()), new CellFormats(new CellFormat(), text));
    }

    public override void Write(IReadOnlyList<object> cells)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in cells)
            if (cell is int or long or decimal) writer.WriteElement(new DocumentFormat.OpenXml.Spreadsheet.Cell { DataType = CellValues.Number, CellValue = new(Convert.ToString(cell, CultureInfo.InvariantCulture)!) });
            else Write((string)cell);
        writer.WriteEndElement();
    }

    void Write(string cell) =>
        writer.WriteElement(new DocumentFormat.OpenXml.Spreadsheet.Cell
        {
            StyleIndex = 1, DataType = CellValues.InlineString,
            InlineString = new InlineString(new Text(Printable(cell)) { Space = SpaceProcessingModeValues.Preserve }),
        });

    /// <summary>XML cannot carry most control characters, nor half a surrogate pair.</summary>
    static string Printable(string cell) =>
        string.Concat(cell.EnumerateRunes().Where(r => r.Value is '\t' or '\n' or '\r' or >= ' ' and not (0xfffe or 0xffff)).Select(r => r.ToString()));

    public override void Dispose()
    {
        End();
        document.Dispose();
    }

    void End()
    {
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.Dispose();
    }
}
