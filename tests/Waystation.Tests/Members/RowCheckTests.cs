using System.Text.Json;
using Waystation.Tables;

namespace Waystation.Members;

public class RowCheckTests
{
    const string Header = "序号,姓名*,证件类型*,证件号码*,证件有效期,性别,出生日期,手机号*,单位名称*,统一社会信用代码,所属工会*,入会日期,京卡号\n";
    const string Id = "11010519491231002X";

    static string[] CodesOf(string row)
    {
        var form = new MemberForm(Sheet.Open(Workbooks.Csv(Header + row)));
        return [.. RowCheck.Of(form, form.Rows().Single()).Problems.Select(p => $"{p.Column} {p.Code}")];
    }

    [Theory]
    [InlineData("1,李明,居民身份证,11010519491231002X,长期,女,1949-12-31,13800000000,某厂,91350100M000100Y43,某街道总工会,2020-01-01,")]
    [InlineData("1,李明,身份证,１１０１０５１９４９１２３１００２ｘ,,,,+86-13800000000,某厂,,某街道总工会,,")]
    [InlineData("1,李明,护照,E1,2031.1.3,男,1949-12-31,13800000000,某厂,,某街道总工会,20200101,")]
    public void A_clean_row_has_no_problem(string row) => Assert.Empty(CodesOf(row));

    [Theory]
    [InlineData("1, ,居民身份证," + Id + ",,,,13800000000,某厂,,某街道总工会,,", "姓名 missing")]
    [InlineData("1,李明,居民身份证,1101051949123100,,,,13800000000,某厂,,某街道总工会,,", "证件号码 id-length")]
    [InlineData("1,李明,居民身份证,110105194912310021,,男,2000-01-01,13800000000,某厂,,某街道总工会,,", "证件号码 id-checksum")]
    [InlineData("1,李明,居民身份证,1.10105E+17,,,,13800000000,某厂,,某街道总工会,,", "证件号码 id-numeric-cell")]
    [InlineData("1,李明,居民身份证," + Id + ",,,1949-12-30,13800000000,某厂,,某街道总工会,,", "出生日期 id-birthdate-mismatch")]
    [InlineData("1,李明,居民身份证," + Id + ",,男,,13800000000,某厂,,某街道总工会,,", "性别 id-gender-mismatch")]
    [InlineData("1,李明,居民身份证," + Id + ",,,,1380000000,某厂,,某街道总工会,,", "手机号 phone-invalid")]
    [InlineData("1,李明,居民身份证," + Id + ",,,,13800000000,某厂,,某街道总工会,长期,", "入会日期 date-invalid")]
    [InlineData("1,李明,居民身份证," + Id + ",,,,13800000000,某厂,91350100M000100Y44,某街道总工会,,", "统一社会信用代码 uscc-checksum")]
    [InlineData("1,李明,居民身份证," + Id + ",,,,13800000000,某厂,,某街道总工会,,6.22E+15", "京卡号 card-unreadable")]
    public void Each_kind_of_dirt_has_its_one_code(string row, string problem) => Assert.Equal([problem], CodesOf(row));

    [Fact]
    public void All_problems_of_a_row_are_told_the_main_one_first() =>
        Assert.Equal(["姓名 missing", "证件号码 id-checksum", "手机号 phone-invalid", "入会日期 date-invalid"],
            CodesOf("1,,居民身份证,110105194912310021,,男,,1,某厂,,某街道总工会,2020-02-30,"));

    [Fact]
    public void A_field_is_required_where_the_form_stars_it()
    {
        var form = new MemberForm(Sheet.Open(Workbooks.Csv("姓名*,证件类型*,证件号码*,手机号,民族*,单位名称*,所属工会*\n李明,护照,E1,,,某厂,某街道总工会\n")));

        Assert.Equal(["民族"], RowCheck.Of(form, form.Rows().Single()).Problems.Select(p => p.Column));
    }

    [Fact]
    public void An_impossible_date_inside_an_ID_is_a_birth_date_problem()
    {
        var first = "11010120230230001";

        Assert.Equal(["证件号码 id-birthdate-mismatch"], CodesOf($"1,李明,居民身份证,{first}{IdentityDocument.CheckDigit(first)},,,,13800000000,某厂,,某街道总工会,,"));
    }

    [Fact]
    public void The_example_form_gets_the_codes_of_its_key_but_for_those_that_need_the_tree_or_other_rows()
    {
        var form = new MemberForm(Sheet.Open(Examples.At("intake/members.xlsx")));
        var found = form.Rows().ToDictionary(row => row.Number, row => RowCheck.Of(form, row).Problems.FirstOrDefault()?.Code);

        Assert.All(MembersKey.Rows, key => Assert.Equal((key.Row, key.NeedsMoreThanItsRow ? null : key.Code), (key.Row, found[key.Row])));
        Assert.Equal(3000, found.Count);
    }
}

sealed record MembersKey(int Row, string Outcome, string? Code)
{
    public static readonly MembersKey[] Rows =
        JsonSerializer.Deserialize<MembersKey[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Members", "members.key.json")), JsonSerializerOptions.Web)!;

    public bool NeedsMoreThanItsRow => Code is "duplicate-in-file" or "union-unknown";
}
