using System.Net;
using Waystation.Accounts;
using AngleSharp.Dom;

namespace Waystation.Organisations;

/// <summary>The tree as people see it in a browser.</summary>
public class TreePageTests
{
    [Theory]
    [InlineData("/unions/abc", HttpStatusCode.NotFound)]
    [InlineData("/unions/00000000-0000-0000-0000-000000000001", HttpStatusCode.NotFound)]
    [InlineData("/unions?on=2026-13-01", HttpStatusCode.BadRequest)]
    [InlineData("/unions?on=0001-01-01", HttpStatusCode.BadRequest)]
    [InlineData("/unions?after=last", HttpStatusCode.BadRequest)]
    [InlineData("/unions?q=%00%EF%BF%BF", HttpStatusCode.OK)]
    [InlineData("/unions?q=%25_'", HttpStatusCode.OK)]
    [InlineData("/unions?after=00000000-0000-0000-0000-000000000001", HttpStatusCode.OK)]
    public async Task What_makes_no_sense_is_answered_with_a_sentence(string url, HttpStatusCode status)
    {
        await using var house = await TestHouse.OnAsync(await Beijing.NewAsync());

        var answer = await (await house.OfficerAsync()).GetAsync(url);

        Assert.Equal(status, answer.StatusCode);
        Assert.DoesNotContain("organisations.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_the_city_one_walks_down_to_a_street_and_sees_the_way_back()
    {
        await using var house = await TestHouse.OnAsync(await Beijing.NewAsync());
        var visitor = await house.OfficerAsync();

        var city = await TestHouse.PageAsync(visitor, "/unions");
        var district = await TestHouse.PageAsync(visitor, LinkTo(city, "西城区总工会"));
        var street = await TestHouse.PageAsync(visitor, LinkTo(district, "西城区德胜街道总工会"));

        Assert.Equal(17, city.QuerySelectorAll("li.card").Length);
        Assert.Equal(["北京市总工会", "西城区总工会"], street.QuerySelectorAll(".crumbs a").Select(a => a.TextContent));
    }

    [Fact]
    public async Task More_than_a_page_is_read_page_by_page_and_nothing_twice()
    {
        await using var house = await TestHouse.OnAsync(await Beijing.NewAsync());
        var visitor = await house.OfficerAsync();
        var city = await TestHouse.PageAsync(visitor, "/unions");
        var seen = new List<string>();

        for (var url = LinkTo(city, "门头沟区总工会"); url is not null;)
        {
            var page = await TestHouse.PageAsync(visitor, url);
            seen.AddRange(page.QuerySelectorAll("li.card a").Select(a => a.TextContent));
            url = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(13, seen.Distinct().Count());
        Assert.Equal(13, seen.Count);
    }

    [Fact]
    public async Task A_union_is_found_by_part_of_its_name()
    {
        await using var house = await TestHouse.OnAsync(await Beijing.NewAsync());

        var page = await TestHouse.PageAsync((await house.OfficerAsync()), "/unions?q=" + Uri.EscapeDataString("回龙观 街道"));

        Assert.Contains("昌平区回龙观街道总工会", page.QuerySelectorAll("li.card a").Select(a => a.TextContent));
    }

    [Fact]
    public async Task Without_a_desk_nothing_is_shown_or_changed()
    {
        await using var house = await TestHouse.OnAsync(await Beijing.NewAsync());
        var city = await house.CityAsync();

        foreach (var url in new[] { "/unions", $"/unions/{city}", $"/unions/{city}/change" })
        {
            var answer = await house.Visitor().GetAsync(url);

            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.StartsWith("/desk/sign-in?back=%2Funions", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_officer_of_a_district_sees_and_changes_the_own_branch_only()
    {
        await using var house = await TestHouse.OnAsync(await Beijing.NewAsync());
        var city = await TestHouse.PageAsync(await house.OfficerAsync(), "/unions");
        var (west, east) = (LinkTo(city, "西城区总工会"), LinkTo(city, "东城区总工会"));
        var me = await house.StaffAsync(Role.DistrictOfficer, Guid.Parse(west["/unions/".Length..]));

        var own = await TestHouse.PageAsync(me, "/unions");

        Assert.Contains("西城区总工会", own.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        foreach (var url in new[] { east, east + "/change", $"/unions/{await house.CityAsync()}" })
            Assert.Equal(HttpStatusCode.NotFound, (await me.GetAsync(url)).StatusCode);
        Assert.DoesNotContain((await TestHouse.PageAsync(me, "/unions?q=" + Uri.EscapeDataString("东城区总工会"))).QuerySelectorAll("li.card a.name"), a => a.TextContent == "东城区总工会");
        var street = (await TestHouse.PageAsync(me, west)).QuerySelector("li.card a.name")!.GetAttribute("href")!;
        var moved = await PostAsync(me, street + "/change", "Move", new() { ["Other"] = east["/unions/".Length..], ["On"] = "2026-11-01" });
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
    }

    [Fact]
    public async Task An_officer_founds_a_union_and_is_told_what_cannot_be_done()
    {
        await using var house = await TestHouse.OnAsync(await Beijing.NewAsync());
        var me = await house.OfficerAsync();
        var change = LinkTo(await TestHouse.PageAsync(me, "/unions"), "西城区总工会") + "/change";

        var founded = await PostAsync(me, change, "Found", new() { ["Kind"] = "trade-federation", ["Name"] = "西城区快递行业工会联合会", ["On"] = "2026-01-01" });
        var dissolved = await PostAsync(me, change, "Dissolve", new() { ["On"] = "2026-11-01" });
        var moved = await PostAsync(me, change, "Move", new() { ["Other"] = "东城区总工会", ["On"] = "2026-11-01" });

        Assert.Equal(HttpStatusCode.Redirect, founded.StatusCode);
        Assert.Contains("西城区快递行业工会联合会", await me.GetStringAsync(founded.Headers.Location), StringComparison.Ordinal);
        Assert.Contains("之下还有 16 个组织", await dissolved.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("不能直接设在", await moved.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moved_street_is_shown_where_it_stood_on_the_day_one_asks_for()
    {
        await using var house = await TestHouse.OnAsync(await Beijing.NewAsync());
        var me = await house.OfficerAsync();
        var west = LinkTo(await TestHouse.PageAsync(me, "/unions"), "西城区总工会");
        var street = LinkTo(await TestHouse.PageAsync(me, west), "西城区德胜街道总工会");

        await PostAsync(me, street + "/change", "Move", new() { ["Other"] = "东城区总工会", ["On"] = "2026-03-01" });

        Assert.Contains("西城区总工会", (await TestHouse.PageAsync(me, street + "?on=2026-02-28")).QuerySelectorAll(".crumbs a").Select(a => a.TextContent));
        Assert.Contains("东城区总工会", (await TestHouse.PageAsync(me, street + "?on=2026-03-01")).QuerySelectorAll(".crumbs a").Select(a => a.TextContent));
    }

    static string LinkTo(IParentNode page, string name) => page.QuerySelectorAll("li.card a").Single(a => a.TextContent == name).GetAttribute("href")!;

    static async Task<HttpResponseMessage> PostAsync(HttpClient who, string url, string handler, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = (await TestHouse.PageAsync(who, url)).QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await who.PostAsync($"{url}?handler={handler}", new FormUrlEncodedContent(fields));
    }
}
