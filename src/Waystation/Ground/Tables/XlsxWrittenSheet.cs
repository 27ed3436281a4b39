using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Waystation.Tables;

/// <summary>Written row by row (SAX): a hundred thousand rows need no memory.</summary>
sealed class XlsxWrittenSheet : WrittenSheet
{
    readonly SpreadsheetDocument document;
    readonly OpenXmlWriter writer;

    public XlsxWrittenSheet(Stream to, string name)
    {
        document = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        AddStyles(workbook);
        var sheet = workbook.AddNewPart<WorksheetPart>();
        workbook.Workbook = new Workbook(new Sheets(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Name = name, SheetId = 1, Id = workbook.GetIdOfPart(sheet) }));

        writer = OpenXmlWriter.Create(sheet);
        writer.WriteStartElement(new Worksheet());
        writer.WriteStartElement(new SheetData());
    }

    /// <summary>One style for all cells: text (format 49), and quoted, as if typed with a leading apostrophe.</summary>
    static void AddStyles(WorkbookPart workbook)
    {
        var text = new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true, QuotePrefix = true };
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
            new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()), new CellStyleFormats(new CellFormat()), new CellFormats(new CellFormat(), text));
    }

    public override void Write(IReadOnlyList<string> cells)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in cells) Write(cell);
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
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.Dispose();
        document.Dispose();
    }
}
