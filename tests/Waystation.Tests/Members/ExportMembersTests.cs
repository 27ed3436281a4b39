using System.Net;
using System.Text;
using Waystation.Tables;
using static Waystation.Members.MemberPagesTests;
using static Waystation.Members.MemberWorld;

namespace Waystation.Members;

/// <summary>A list that leaves the house.</summary>
public class ExportMembersTests
{
    [Fact]
    public async Task Nothing_leaves_without_a_purpose_or_from_another_branch()
    {
        await using var world = await BranchWorld.OfTwoAsync();
        var officer = await world.OfficerAsync(Spring);

        var withoutPurpose = await PostAsync(officer, "/members/export", new() { ["workbook"] = "false" });
        var nobody = await PostAsync(officer, "/members/export?name=赵", new() { ["why"] = "LegalReport", ["workbook"] = "false" });
        var elsewhere = await PostAsync(officer, $"/members/export?union={await world.World.IdOfAsync(Autumn)}", new() { ["why"] = "LegalReport", ["workbook"] = "false" });

        Assert.Contains("请先选择用途", await withoutPurpose.Content.ReadAsStringAsync());
        Assert.Contains("没有可以导出的会员", await nobody.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        Assert.Empty(await world.LogAsync("exported-members"));
    }

    [Theory]
    [InlineData("true", ".xlsx")]
    [InlineData("false", ".csv")]
    public async Task The_file_has_the_rows_of_the_list_masked_and_each_member_finds_the_line(string workbook, string kind)
    {
        await using var world = await BranchWorld.NewAsync(Row(1, "甲厂", name: "王小芳"), Row(2, "甲厂", name: "=1+1"), Row(3, "乙厂", federation: Autumn));
        var officer = await world.OfficerAsync(Spring);

        var file = await PostAsync(officer, "/members/export", new() { ["why"] = "LegalReport", ["workbook"] = workbook });

        var content = await file.Content.ReadAsByteArrayAsync();
        using var sheet = Sheet.Open(Workbooks.File(content, kind));
        var rows = FormTable.Find(sheet, "姓名", "证件号码", "手机号").Rows().ToList();
        Assert.Equal(["=**1", "王*芳"], rows.Select(row => row[0].Text.TrimStart('\'')).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(rows, row => row.Cells.Any(cell => cell.Text == IdOf(1)));
        Assert.Equal(["legal-report "], await world.LogAsync("exported-members"));
        Assert.Equal(2, await world.World.CountAsync("logbook_about a JOIN logbook l USING (epoch, xid, seq) JOIN members m ON m.id = a.member_id WHERE l.did = 'exported-members' AND l.amount = 2 AND l.hash IS NOT NULL"));
        if (kind == ".csv") Assert.Contains("\n'=**1,", Encoding.UTF8.GetString(content));
        if (kind == ".csv") Assert.Equal(Encoding.UTF8.Preamble.ToArray(), content[..3]);
    }
}
