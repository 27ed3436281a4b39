using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Waystation.Places;

/// <summary>The page of one station: what is known of it, how old that is, and never its keeper.</summary>
public sealed class OneStationTests(FiveStations city) : IClassFixture<FiveStations>
{
    [Theory]
    [InlineData("no-such-station", HttpStatusCode.NotFound)]
    [InlineData("' OR 1=1 --", HttpStatusCode.NotFound)]
    [InlineData("s-given-up", HttpStatusCode.Gone)]
    public async Task One_that_is_not_there_says_so_in_a_sentence_and_leads_on(string slug, HttpStatusCode status)
    {
        var answer = await city.House.Visitor().GetAsync($"/stations/{Uri.EscapeDataString(slug)}");
        var page = await ReadAsync(answer);

        Assert.Equal(status, answer.StatusCode);
        Assert.NotEmpty(page.QuerySelector("main p")!.TextContent.Trim());
        Assert.NotEmpty(page.QuerySelectorAll("main a.btn[href^='/']"));
        Assert.Empty(page.QuerySelectorAll("main a.go"));
    }

    [Theory]
    [InlineData("s-works")]
    [InlineData("s-resting")]
    [InlineData("s-given-up")]
    public async Task The_keepers_name_and_phone_are_nowhere(string slug)
    {
        var html = await (await city.House.Visitor().GetAsync($"/stations/{slug}")).Content.ReadAsStringAsync();

        Assert.DoesNotContain("王守站", html);
        Assert.DoesNotContain("65120000", html);
    }

    [Fact]
    public async Task One_that_rests_says_so_and_sends_nobody_there()
    {
        var page = await PageAsync("s-resting");

        Assert.Equal("暂停服务", page.QuerySelector(".state.closed")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("main a.go"));
        Assert.Empty(page.QuerySelectorAll(".week"));
    }

    [Fact]
    public async Task One_without_coordinates_has_its_page_but_no_way()
    {
        var page = await PageAsync("s-nowhere");

        Assert.Empty(page.QuerySelectorAll("main a.go"));
        Assert.NotEmpty(page.QuerySelectorAll(".notice"));
    }

    [Fact]
    public async Task Each_facility_is_there_broken_gone_listed_or_not_known()
    {
        var page = await PageAsync("s-works");
        var has = page.QuerySelectorAll(".things li").ToDictionary(li => li.Children[0].TextContent, li => li.Children[1].ClassList[1]);

        Assert.Equal("works", has["饮水机"]);
        Assert.Equal("broken", has["微波炉"]);
        Assert.Equal("missing", has["AED"]);
        Assert.Equal("listed", has["雨伞"]);
        Assert.Equal("unknown", has["换电柜"]);
        Assert.Equal("listed", has["猫"]);
    }

    [Fact]
    public async Task It_tells_the_week_the_way_in_and_how_old_that_is()
    {
        var page = await PageAsync("s-works");

        Assert.Equal(7, page.QuerySelectorAll(".week > div").Length);
        Assert.Contains("9:00–17:00", page.QuerySelector(".week .today")!.TextContent);
        Assert.Contains("扫码进入", page.QuerySelector(".facts:not(.week)")!.TextContent);
        Assert.Contains("3 天前", page.QuerySelector(".facts:not(.week)")!.TextContent);
        Assert.StartsWith("https://uri.amap.com/marker?position=116.4222,39.9131&", page.QuerySelector("main a.go")!.GetAttribute("href"));
        Assert.StartsWith("geo:39.91", page.QuerySelector("main a[href^='geo:']")!.GetAttribute("href"));
    }

    [Fact]
    public async Task What_nobody_confirmed_lately_is_told_with_its_age()
    {
        Assert.Contains("12 天前", (await PageAsync("s-stale")).QuerySelector(".why")!.TextContent);
        Assert.Contains("没有人确认过", (await PageAsync("s-nowhere")).QuerySelector(".why")!.TextContent);
    }

    async Task<IHtmlDocument> PageAsync(string slug) => await ReadAsync(await city.House.Visitor().GetAsync($"/stations/{slug}"));

    static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer) => new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
}

/// <summary>Five stations: one looked at three days ago, one twelve days ago, one without coordinates, one that rests, one that is given up.</summary>
public sealed class FiveStations : IAsyncLifetime
{
    public TestHouse House { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var world = await PlacesWorld.BeijingAsync();
        var row = new Row { Keeper = "王守站", Access = "扫码进入", Facilities = "饮水机、微波炉、AED、雨伞、猫" };
        await world.ImportAsync(
            row with { Code = "s-works", Name = "一站" }, row with { Code = "s-stale", Name = "二站" }, row with { Code = "s-nowhere", Name = "三站", Lon = "", Lat = "" },
            row with { Code = "s-resting", Name = "四站" }, row with { Code = "s-given-up", Name = "五站" });
        await world.CountAsync(
            """
            WITH looked AS (UPDATE stations SET verified_at = now() - CASE slug WHEN 's-works' THEN interval '3 days 1 hour' ELSE interval '12 days 1 hour' END WHERE slug IN ('s-works', 's-stale')),
                 over AS (UPDATE stations SET status = CASE slug WHEN 's-resting' THEN 'suspended' ELSE 'retired' END WHERE slug IN ('s-resting', 's-given-up'))
            UPDATE station_facilities f SET status = CASE f.facility WHEN 'water' THEN 'works' WHEN 'microwave' THEN 'broken' ELSE 'missing' END
            FROM stations s WHERE s.id = f.station_id AND s.slug = 's-works' AND f.facility IN ('water', 'microwave', 'aed') RETURNING 1
            """);
        House = await TestHouse.OnAsync(world.Database);
        await PlacesWorld.LoadAsync(House);
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
