using System.Text;
using Waystation.Shared;

namespace Waystation.Tables;

public class SheetTests
{
    static List<SheetRow> Read(string path)
    {
        using var sheet = Sheet.Open(path);
        return [.. sheet.Rows()];
    }

    [Fact]
    public void Rows_keep_the_sheets_own_numbers_although_blank_rows_are_missing_from_the_file()
    {
        var rows = Read(Workbooks.Xlsx("<row r=\"3\"><c r=\"A3\"><v>1</v></c></row><row r=\"9\"><c r=\"B9\"><v>2</v></c></row>"));

        Assert.Equal([3, 9], rows.Select(row => row.Number));
        Assert.Equal([CellKind.Empty, CellKind.Number], rows[1].Cells.Select(cell => cell.Kind));
    }

    [Fact]
    public void A_number_stays_a_number_and_a_text_a_text()
    {
        var row = Read(Workbooks.Xlsx("<row r=\"1\"><c r=\"A1\"><v>1.10114197402132e+17</v></c><c r=\"B1\" t=\"inlineStr\"><is><t> １１ </t></is></c><c r=\"C1\"><v>13395518583</v></c></row>"))[0];

        Assert.Equal((CellKind.Number, "110114197402132000"), (row.Cells[0].Kind, row.Cells[0].Text));
        Assert.Equal((CellKind.Text, " １１ "), (row.Cells[1].Kind, row.Cells[1].Text));
        Assert.Equal((CellKind.Number, "13395518583"), (row.Cells[2].Kind, row.Cells[2].Text));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_serial_number_with_a_date_format_is_a_date(int style)
    {
        var cell = Read(Workbooks.Xlsx($"<row r=\"1\"><c r=\"A1\" s=\"{style}\"><v>42810</v></c></row>"))[0].Cells[0];

        Assert.Equal((CellKind.Date, new DateTime(2017, 3, 16), "2017-03-16"), (cell.Kind, cell.Date, cell.Text));
    }

    [Fact]
    public void CSV_is_read_in_every_encoding_units_save_it_in()
    {
        const string text = "姓名,备注\r\n张𠮷,\"一,\"\"二\"\"\n三\"\r\n\r\n李四,\r\n";
        _ = Sheet.MostColumns;
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Encoding[] encodings = [new UTF8Encoding(false), new UTF8Encoding(true), Encoding.GetEncoding("GB18030"), Encoding.Unicode];

        foreach (var encoding in encodings)
        {
            var rows = Read(Workbooks.Csv(text, encoding));
            Assert.Equal([1, 2, 4], rows.Select(row => row.Number));
            Assert.Equal(["姓名", "备注", "张𠮷", "一,\"二\"\n三", "李四", ""], rows.SelectMany(row => row.Cells.Select(cell => cell.Text)));
        }
    }

    [Theory]
    [InlineData("\t")]
    [InlineData(";")]
    public void The_separator_is_the_one_the_header_has_most_of(string separator)
    {
        var rows = Read(Workbooks.Csv($"说明:带*为必填,请勿改动\n姓名{separator}性别{separator}学历\n张三{separator}男{separator}本科\n"));

        Assert.Equal(["张三", "男", "本科"], rows[2].Cells.Select(cell => cell.Text));
    }

    [Fact]
    public void Harmless_dirt_is_cleaned()
    {
        Assert.Equal("110109198107034126X", Plain.Compact(" １１０１０９\u00a01981\u200b07034126\u3000Ｘ\ufeff"));
        Assert.Equal("Li Lei", Plain.Text("  Ｌｉ \u3000 Lei "));
        Assert.Equal("\ufffd张", Plain.Compact("\ud83d 张"));
        Assert.True(Plain.IsBlank(" \u3000\u00a0\u200b\t"));
    }

    [Fact]
    public void The_example_forms_are_read_with_their_own_row_numbers()
    {
        using var sheet = Sheet.Open(Examples.At("intake/members.xlsx"));
        var table = FormTable.Find(sheet, "姓名*", "证件类型*", "证件号码*", "手机号*", "单位名称*", "所属工会*");

        Assert.Equal(3, table.HeaderRow);
        Assert.Equal(["姓名", "证件类型", "证件号码", "手机号", "单位名称", "所属工会"], table.Headers.Where((_, i) => table.Required[i]));
        var rows = table.Rows().ToList();
        Assert.Equal((3000, 4, 3006), (rows.Count, rows[0].Number, rows[^1].Number));
    }
}
