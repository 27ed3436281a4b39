using System.Net;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;
using Waystation.Tables;
using static Waystation.Members.MemberWorld;

namespace Waystation.Members;

/// <summary>Who imports places people in their own branch, and sees the imports of their own branch.</summary>
public class ImportReachTests
{
    static readonly string[] addresses = ["/members/imports/{0}", "/members/imports/{0}/slips", "/members/imports/{0}?handler=errors"];

    static Task<ImportReport> ImportAsync(BranchWorld world, Actor by, params string[] rows) => world.World.Import.RunAsync(File(rows), new ImportOptions { By = by });

    [Fact]
    public async Task Rows_of_another_branch_are_refused_before_anything_is_said_about_the_person()
    {
        await using var world = await BranchWorld.OfTwoAsync();
        var before = await world.World.ScalarAsync<string>("SELECT string_agg(m::text, ' ' ORDER BY id) FROM members m");

        var report = await ImportAsync(world, await world.ImporterAsync(Spring, below: true), Row(2, "乙厂", federation: Autumn, name: "李大山", phone: "13812345678"), Row(3, "新厂", federation: Autumn), Row(4, "甲厂"));

        Assert.Equal((2, 1), (report.Refused, report.Created));
        Assert.All(report.Problems, problem => Assert.Equal(("outside-branch", Severity.Refused), (problem.Code, problem.Severity)));
        Assert.Equal(before, await world.World.ScalarAsync<string>("SELECT string_agg(m::text, ' ' ORDER BY id) FROM members m WHERE reported_by_run <> (SELECT id FROM import_runs WHERE account_id IS NOT NULL)"));
        Assert.Equal(0, await world.World.CountAsync("unions WHERE name = '新厂'"));
    }

    [Fact]
    public async Task A_member_of_another_branch_is_neither_moved_nor_changed()
    {
        await using var world = await BranchWorld.OfTwoAsync();

        var report = await ImportAsync(world, await world.ImporterAsync(Spring, below: true), Row(2, "甲厂", name: "李改名", phone: "13812345678"));

        Assert.Equal((1, 0), (report.Unchanged, report.Updated));
        Assert.DoesNotContain("乙厂", string.Join("", report.Problems.Select(p => p.Message.ToString())));
        Assert.Equal("李大山", await world.World.ScalarAsync<string>("SELECT name FROM members WHERE id = $1", await world.MemberAsync(2)));
    }

    [Fact]
    public async Task A_post_at_a_unit_alone_places_people_in_that_unit_alone()
    {
        await using var world = await BranchWorld.OfTwoAsync();

        var report = await ImportAsync(world, await world.ImporterAsync("甲厂", below: false), Row(3, "甲厂"), Row(4, "丁厂"), Row(5, "甲厂", federation: "甲厂"));
        var street = await ImportAsync(world, await world.ImporterAsync(Spring, below: false), Row(6, "戊厂"), Row(7, "甲厂"));

        Assert.Equal((2, 1), (report.Created, report.Refused));
        Assert.Equal((0, 2), (street.Created, street.Refused));
        Assert.Equal(0, await world.World.CountAsync("unions WHERE name IN ('丁厂', '戊厂')"));
    }

    [Fact]
    public async Task New_units_of_the_branch_are_made_and_filled_in_one_go()
    {
        await using var world = await BranchWorld.NewAsync();

        var report = await ImportAsync(world, await world.ImporterAsync("东区总工会", below: true), Row(1, "己厂"), Row(2, "己厂"), Row(3, "庚厂"));

        Assert.Equal(3, report.Created);
    }

    [Fact]
    public async Task Whose_post_has_ended_imports_nothing()
    {
        await using var world = await BranchWorld.NewAsync();
        var importer = await world.ImporterAsync(Spring, below: true);
        await world.World.ExecuteAsync("UPDATE posts SET until_on = from_on");

        var refusal = await Assert.ThrowsAsync<Refusal>(() => ImportAsync(world, importer, Row(1)));

        Assert.Equal("members.importer-left", refusal.Sentence.Key);
        Assert.Equal(0, await world.World.CountAsync("members"));
    }

    [Theory]
    [InlineData("西区总工会", false)]
    [InlineData(Autumn, false)]
    [InlineData("甲厂", false)]
    [InlineData(Spring, true)]
    [InlineData("东区总工会", true)]
    [InlineData("北京市总工会", true)]
    public async Task An_import_is_seen_from_its_union_and_from_above_only(string union, bool seen)
    {
        await using var world = await BranchWorld.OfTwoAsync();
        await ImportAsync(world, await world.ImporterAsync(Spring, below: true), Row(3, "甲厂"), Row(4, phone: "1"));
        var run = await world.World.ScalarAsync<Guid>("SELECT id FROM import_runs WHERE account_id IS NOT NULL");
        var officer = await world.OfficerAsync(union);

        foreach (var address in addresses)
            Assert.Equal(seen ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await officer.GetAsync(string.Format(address, run))).StatusCode);
        Assert.Equal(seen, (await officer.GetStringAsync("/members/import")).Contains(run.ToString()));
    }

    [Fact]
    public async Task An_import_by_the_command_line_is_seen_by_who_sees_everything()
    {
        await using var world = await BranchWorld.OfTwoAsync();
        var run = await world.World.ScalarAsync<Guid>("SELECT id FROM import_runs");

        Assert.Equal(HttpStatusCode.NotFound, (await (await world.OfficerAsync(Spring)).GetAsync($"/members/imports/{run}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await (await world.House.OfficerAsync()).GetAsync($"/members/imports/{run}")).StatusCode);
    }

    /// <summary>Or the second would be led to the first one's run, and learn that it is there.</summary>
    [Fact]
    public async Task One_file_handed_in_at_two_posts_is_two_runs()
    {
        await using var world = await BranchWorld.NewAsync();
        var file = File(Row(1, "甲厂"), Row(2, "乙厂", federation: Autumn));

        foreach (var union in new[] { Spring, Autumn }) await world.World.Import.RunAsync(file, new ImportOptions { By = await world.ImporterAsync(union, below: true) });

        Assert.Equal(2, await world.World.CountAsync("import_runs WHERE created = 1 AND refused = 1"));
        Assert.Equal(2, await world.World.CountAsync("logbook WHERE did = 'imported-members' AND post_id IS NOT NULL"));
    }
}
