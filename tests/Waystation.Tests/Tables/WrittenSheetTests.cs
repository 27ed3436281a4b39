using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Waystation.Tables;

/// <summary>Tables that leave the house are opened in Excel by somebody who sums them.</summary>
public class WrittenSheetTests
{
    [Theory]
    [InlineData("密工采〔2026〕1/2号", "密工采〔2026〕1-2号")]
    [InlineData("a[b]:c*d?e\\f'g", "a-b--c-d-e-f-g")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一")]
    [InlineData(" ", "-")]
    public void Whatever_a_sheet_is_called_its_workbook_is_whole(string name, string sheet)
    {
        using var file = Written(asWorkbook: true, name);
        using var book = SpreadsheetDocument.Open(file, isEditable: false);

        Assert.Equal(sheet, book.WorkbookPart!.Workbook!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Single().Name!.Value);
        Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(book).Select(error => error.Description));
    }

    [Fact]
    public void A_count_is_a_number_that_can_be_summed_and_a_number_that_is_text_keeps_its_digits()
    {
        using var file = Written(asWorkbook: true, "表");
        using var book = SpreadsheetDocument.Open(file, isEditable: false);
        var cells = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().ToList();

        Assert.Equal(CellValues.InlineString, cells[0].DataType!.Value);
        Assert.Equal("110105200001010017", cells[0].InnerText);
        Assert.Equal((CellValues.Number, "12"), (cells[1].DataType!.Value, cells[1].CellValue!.Text));
        using var plain = Written(asWorkbook: false, "表");
        Assert.Equal("\uFEFF'110105200001010017,12\r\n", Encoding.UTF8.GetString(plain.ToArray()));
    }

    static MemoryStream Written(bool asWorkbook, string name)
    {
        var file = new MemoryStream();
        using (var sheet = WrittenSheet.Begin(file, asWorkbook, name)) sheet.Write(["110105200001010017", 12]);
        file.Position = 0;
        return file;
    }
}
