using System.Net;
using AngleSharp.Html.Parser;

namespace Waystation.Evidence;

/// <summary>The page by which a visitor says how a station is, as it answers them.</summary>
public sealed class SayItPageTests(DoubtedCity city) : IClassFixture<DoubtedCity>
{
    [Fact]
    public async Task Whoever_says_that_all_is_well_is_not_told_that_somebody_is_asked_to_check()
    {
        await city.PlaceAsync("d1");
        var visitor = city.House.Visitor();

        Assert.Contains("一切正常", await SaidAsync(visitor, "d1", "fine"));
        Assert.Contains("今天已经记下", await SaidAsync(visitor, "d1", "fine"));
        Assert.Contains("请站点核实", await SaidAsync(visitor, "d1", "shut"));
    }

    [Fact]
    public async Task A_form_that_was_open_too_long_is_said_to_be_so_and_leads_back_to_its_page()
    {
        await city.PlaceAsync("d2");
        var answer = await city.House.Visitor().PostAsync("/say/d2", new FormUrlEncodedContent(new Dictionary<string, string> { ["said"] = "shut", ["__RequestVerificationToken"] = "old" }));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        Assert.Contains("打开太久", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("/say/d2", page.QuerySelector("main .card a")!.GetAttribute("href"));
        Assert.Equal(0, await city.CountAsync("SELECT count(*) FROM station_reports r JOIN stations s ON s.id = r.station_id WHERE s.slug = 'd2'"));

        // What is wrong in itself keeps its own sentence.
        Assert.DoesNotContain("打开太久", await (await city.House.Visitor().GetAsync("/trouble/400")).Content.ReadAsStringAsync());
    }

    static async Task<string> SaidAsync(HttpClient visitor, string slug, string what) =>
        await (await TestHouse.PostFormAsync(visitor, $"/say/{slug}", new() { ["said"] = what })).Content.ReadAsStringAsync();
}
