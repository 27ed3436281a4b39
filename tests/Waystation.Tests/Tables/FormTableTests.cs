using Waystation.Shared;

namespace Waystation.Tables;

public class FormTableTests
{
    static readonly string[] wellKnown = ["序号", "姓名*", "证件号码*", "手机号*|联系电话", "性别"];

    static FormTable Find(string csv) => FormTable.Find(Sheet.Open(Workbooks.Csv(csv)), wellKnown);

    [Fact]
    public void A_form_without_a_header_is_refused_and_told_what_it_should_contain()
    {
        var refusal = Assert.Throws<Refusal>(() => Find("甲,乙\n1,2\n"));

        Assert.Equal("tables.no-table-found", refusal.Sentence.Key);
        Assert.Contains("证件号码", refusal.Message);
    }

    [Fact]
    public void A_missing_column_is_named()
    {
        var refusal = Assert.Throws<Refusal>(() => Find("序号,姓名*,手机号*\n1,张三,13800000000\n"));

        Assert.Equal(("tables.columns-missing", "证件号码"), (refusal.Sentence.Key, refusal.Sentence.Parts[0]));
    }

    [Fact]
    public void A_header_that_stands_twice_is_refused() =>
        Assert.Equal("tables.header-twice", Assert.Throws<Refusal>(() => Find("姓名,证件号码,手机号,联系电话\n张三,1,2,3\n")).Sentence.Key);

    [Fact]
    public void The_header_is_found_below_titles_in_any_order_and_dress()
    {
        var table = Find("登记表\n填报单位:,,\n\n 手机号＊ ,*姓名,证件\u3000号码（必填）*,证件号码\n13800000000,张三,x,1\n");

        Assert.Equal((4, 0, 1, 3), (table.HeaderRow, table.Column("手机号"), table.Column("姓名"), table.Column("证件号码")));
        Assert.Equal([true, true, true, false], table.Required);
        Assert.Equal(5, Assert.Single(table.Rows()).Number);
    }

    [Fact]
    public void In_a_narrow_table_a_row_may_leave_one_cell_empty()
    {
        var rows = Find("姓名*,证件号码*,手机号\n张三,11,\n合计,,\n").Rows();

        Assert.Equal([2], rows.Select(row => row.Number));
    }

    [Fact]
    public void Notes_signatures_and_repeated_headers_are_no_rows_but_a_bare_serial_number_is()
    {
        var rows = Find("序号,姓名*,证件号码*,手机号*\n1,张三,11,13\n合计,1人,,\n序号,姓名*,证件号码*,手机号*\n2,,,\n填表人:   审核人:,,,\n,李四,22,14\n").Rows();

        Assert.Equal([2, 5, 7], rows.Select(row => row.Number));
    }

    [Fact]
    public void The_table_may_stand_on_a_later_sheet()
    {
        var path = Workbooks.Xlsx(Workbooks.Rows(["填写说明"], ["请按要求填写"]), ("xl/worksheets/sheet2.xml", Workbooks.Worksheet(Workbooks.Rows(["姓名*", "证件号码*", "手机号*"], ["张三", "1", "2"]))));
        Workbooks.AddSheet(path);

        Assert.Equal(2, Assert.Single(FormTable.Find(Sheet.Open(path), wellKnown).Rows()).Number);
    }
}
