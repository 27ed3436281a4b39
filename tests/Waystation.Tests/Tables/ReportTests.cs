using System.Text;
using System.Text.Json;
using Waystation.Shared;

namespace Waystation.Tables;

public class ReportTests
{
    [Fact]
    public async Task The_report_is_one_readable_document_whose_numbers_add_up()
    {
        var report = new ImportReport
        {
            File = "会员.xlsx", Created = 2, Updated = 1, Unchanged = 3, Refused = 1,
            Problems = [new(7, "证件号码", "id-length", Severity.Refused, new Sentence("tables.empty-file"))],
        };
        var stream = new MemoryStream();

        await report.WriteJsonAsync(stream);

        var text = Encoding.UTF8.GetString(stream.ToArray());
        var json = JsonDocument.Parse(text).RootElement;
        Assert.Contains("会员.xlsx", text);
        Assert.Equal((7, 6), (json.GetProperty("rows").GetInt32(), json.GetProperty("accepted").GetInt32()));
        Assert.Equal("refused", json.GetProperty("problems")[0].GetProperty("severity").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_mended_error_sheet_can_be_handed_in_again_and_never_calculates(bool asWorkbook)
    {
        string[] headers = ["姓名*", "证件号码*", "手机号*"];
        var stream = new MemoryStream();
        using (var sheet = ErrorSheet.Begin(stream, asWorkbook, headers))
            sheet.Add(["=cmd|'/c calc'!A1", "110109198107034126", "+86-13800000000\u0001"], 3, "证件号码,校验位不对");

        var table = FormTable.Find(Sheet.Open(Workbooks.File(stream.ToArray())), "姓名*", "证件号码*", "手机号*");
        var row = Assert.Single(table.Rows());

        Assert.Equal(["姓名", "证件号码", "手机号", "问题说明"], table.Headers);
        Assert.All(row.Cells, cell => Assert.Equal(CellKind.Text, cell.Kind));
        Assert.EndsWith("110109198107034126", row[1].Text);
        if (!asWorkbook) Assert.All(row.Cells.Take(3), cell => Assert.StartsWith("'", cell.Text));
    }
}
