using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using static Waystation.Members.MemberPagesTests;
using static Waystation.Members.MemberWorld;

namespace Waystation.Members;

/// <summary>The list: what is found, by whom, page after page.</summary>
public partial class MemberListTests
{
    [Theory]
    [InlineData("?four=12")]
    [InlineData("?four=12345")]
    [InlineData("?state=honorary")]
    [InlineData("?from=2024-13-01")]
    [InlineData("?from=2025-01-02&to=2025-01-01")]
    [InlineData("?union=nonsense")]
    [InlineData("?after=nonsense")]
    [InlineData("?order=9")]
    public async Task A_filter_that_cannot_be_read_is_refused_with_a_sentence(string query)
    {
        await using var world = await BranchWorld.OfTwoAsync();
        var officer = await world.OfficerAsync("北京市总工会");

        var page = await TestHouse.PageAsync(officer, "/members" + query);

        Assert.NotEqual("", page.QuerySelector(".refusal")!.TextContent.Trim());
        Assert.Empty(page.QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task Each_branch_lists_its_own_people_masked()
    {
        await using var world = await BranchWorld.OfTwoAsync();

        var (east, west, city) = (await ListAsync(world, Spring, ""), await ListAsync(world, Autumn, ""), await ListAsync(world, "北京市总工会", ""));
        var unit = await ListAsync(world, "甲厂", "", below: false);

        Assert.Equal(["王*芳"], Names(east));
        Assert.Equal(["李*山"], Names(west));
        Assert.Equal(["李*山", "王*芳"], Names(city));
        Assert.Equal(["王*芳"], Names(unit));
        Assert.All(["王小芳", IdOf(1), "13811112222"], secret => Assert.DoesNotContain(secret, city.DocumentElement.OuterHtml));
    }

    [Fact]
    public async Task A_union_outside_the_branch_cannot_be_filtered_by()
    {
        await using var world = await BranchWorld.OfTwoAsync();
        var officer = await world.OfficerAsync(Spring);

        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/members?union={await world.World.IdOfAsync(Autumn)}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync($"/members?union={await world.World.IdOfAsync("甲厂")}")).StatusCode);
        Assert.Contains("没有名称含", await officer.GetStringAsync("/members?in=乙厂"));
    }

    [Fact]
    public async Task Filters_narrow_the_list()
    {
        await using var world = await BranchWorld.NewAsync(
            Row(1, "甲厂", name: "王芳", more: "2019-05-01,,在籍"), Row(2, "甲厂", name: "王芳芳", more: "2024-05-01,,保留会籍"), Row(3, "丙厂", name: "张王", more: "2024-06-01,,在籍"));

        Assert.Equal(["王*", "王*芳"], Names(await ListAsync(world, Spring, "?name=王")));
        Assert.Equal(["王*", "王*芳"], Names(await ListAsync(world, Spring, "?name=王芳")));
        Assert.Equal(["王*芳"], Names(await ListAsync(world, Spring, "?state=retained")));
        Assert.Equal(["张*", "王*芳"], Names(await ListAsync(world, Spring, "?from=2024-01-01&to=2024-06-01")));
        Assert.Equal(["王*", "王*芳"], Names(await ListAsync(world, Spring, $"?union={await world.World.IdOfAsync("甲厂")}")));
        Assert.Equal(3, Names(await ListAsync(world, Spring, $"?run={await world.World.ScalarAsync<Guid>("SELECT id FROM import_runs")}")).Count);
        Assert.Empty(Names(await ListAsync(world, Spring, $"?run={Guid.NewGuid()}")));
        Assert.Empty(Names(await ListAsync(world, Spring, "?name=%25")));
    }

    [Fact]
    public async Task Who_only_applied_or_has_left_is_listed_when_asked_for_and_who_was_erased_never()
    {
        await using var world = await BranchWorld.NewAsync(Row(1, name: "在一"), Row(2, name: "申二"), Row(3, name: "退三"), Row(4, name: "删四"));
        await world.World.ExecuteAsync("UPDATE members SET state = 'applied' WHERE name = '申二'");
        await world.World.ExecuteAsync("UPDATE members SET state = 'left' WHERE name IN ('退三', '删四')");
        await world.World.ExecuteAsync("UPDATE members SET erased_at = now() WHERE name = '删四'");

        Assert.Equal(["在*"], Names(await ListAsync(world, Spring, "")));
        Assert.Equal(["申*"], Names(await ListAsync(world, Spring, "?state=applied")));
        Assert.Equal(["退*"], Names(await ListAsync(world, Spring, "?state=left")));
        Assert.Equal(["在*", "申*", "退*"], Names(await ListAsync(world, Spring, "?state=all")));
        Assert.Equal(HttpStatusCode.NotFound, (await (await world.OfficerAsync(Spring)).GetAsync($"/members/{await world.MemberAsync(4)}")).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?order=newest")]
    public async Task Page_after_page_shows_everybody_once(string query)
    {
        await using var world = await BranchWorld.NewAsync(Enumerable.Range(1, 120).Select(i => Row(i, $"厂{i % 7}", name: $"李{(char)('一' + i % 11)}")));
        var (officer, url, seen) = (await world.OfficerAsync("东区总工会"), "/members" + query, new List<string>());

        for (var page = await TestHouse.PageAsync(officer, url); ; page = await TestHouse.PageAsync(officer, url))
        {
            Assert.Contains("120", page.QuerySelector("[role=status]")!.TextContent);
            seen.AddRange(page.QuerySelectorAll("tbody a.name").Select(a => a.GetAttribute("href")!));
            if (page.QuerySelector("a[rel=next]") is not { } next) break;
            url = next.GetAttribute("href")!;
        }

        Assert.Equal(120, seen.Count);
        Assert.Equal(120, seen.Distinct().Count());
    }

    [Fact]
    public async Task Search_finds_by_name_by_last_four_and_by_the_whole_number_which_stands_in_no_address()
    {
        await using var world = await BranchWorld.OfTwoAsync();
        var officer = await world.OfficerAsync(Spring);

        var byName = await SearchAsync(officer, "王小芳");
        var byFour = await SearchAsync(officer, IdOf(1)[^4..].ToLowerInvariant());
        var byNumber = await SearchAsync(officer, $" {IdOf(1)[..6]} {IdOf(1)[6..14]} {IdOf(1)[14..]}");

        Assert.Equal(["王*芳"], Names(await TestHouse.PageAsync(officer, byName.Headers.Location!.OriginalString)));
        Assert.Equal(["王*芳"], Names(await TestHouse.PageAsync(officer, byFour.Headers.Location!.OriginalString)));
        Assert.Equal($"/members/{await world.MemberAsync(1)}", byNumber.Headers.Location!.OriginalString);
    }

    /// <summary>The number of somebody elsewhere and the number of nobody are answered alike.</summary>
    [Fact]
    public async Task Whether_a_number_belongs_to_a_member_elsewhere_is_not_told()
    {
        await using var world = await BranchWorld.OfTwoAsync();
        var officer = await world.OfficerAsync(Spring);

        var (elsewhere, nobody) = (await SearchAsync(officer, IdOf(2)), await SearchAsync(officer, IdOf(77)));

        Assert.Contains("没有用这个证件号码登记的会员", await elsewhere.Content.ReadAsStringAsync());
        Assert.Equal(Bare(await nobody.Content.ReadAsStringAsync()), Bare(await elsewhere.Content.ReadAsStringAsync()));
        Assert.Empty(Names(await TestHouse.PageAsync(officer, $"/members?four={IdOf(2)[^4..]}")));
    }

    [Fact]
    public async Task Members_from_before_the_search_by_last_four_are_given_theirs()
    {
        await using var world = await BranchWorld.OfTwoAsync();
        await world.World.ExecuteAsync("UPDATE members SET last_four = NULL");
        var job = new FillLastFoursJob(world.World.Database.Source, world.World.Vault, Microsoft.Extensions.Logging.Abstractions.NullLogger<FillLastFoursJob>.Instance);

        var filled = await job.FillAsync(default);

        Assert.Equal(2, filled);
        Assert.Equal(0, await job.FillAsync(default));
        Assert.Equal(["王*芳"], Names(await ListAsync(world, Spring, $"?four={IdOf(1)[^4..]}")));
    }

    static Task<HttpResponseMessage> SearchAsync(HttpClient officer, string typed) => PostAsync(officer, "/members", new() { ["q"] = typed });

    static async Task<AngleSharp.Html.Dom.IHtmlDocument> ListAsync(BranchWorld world, string union, string query, bool below = true) =>
        await TestHouse.PageAsync(await world.OfficerAsync(union, below), "/members" + query);

    static List<string> Names(IParentNode page) => [.. page.QuerySelectorAll("tbody a.name").Select(a => a.TextContent)];

    /// <summary>Without the anti-forgery tokens, which differ each time.</summary>
    static string Bare(string page) => Token().Replace(page, "");

    [GeneratedRegex("<input name=\"__RequestVerificationToken\"[^>]*>")]
    private static partial Regex Token();
}
