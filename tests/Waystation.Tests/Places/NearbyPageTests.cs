using System.Net;
using AngleSharp.Html.Parser;

namespace Waystation.Places;

public sealed class NearbyPageTests(ServedCity city) : IClassFixture<ServedCity>
{
    [Theory]
    [InlineData("lat=999&lon=116")]
    [InlineData("lat=abc&lon=116")]
    [InlineData("lat=39.9")]
    [InlineData("area=东城区/不存在街道")]
    public async Task A_position_or_street_that_is_none_is_told_on_the_page(string query)
    {
        var answer = await city.Visitor.GetAsync($"/?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty((await ReadAsync(answer)).QuerySelector(".refusal")!.TextContent.Trim());
    }

    [Fact]
    public async Task The_start_page_lists_stations_with_state_reason_and_way()
    {
        var page = await ReadAsync(await city.Visitor.GetAsync("/?lat=39.906&lon=116.398"));

        var cards = page.QuerySelectorAll("ol.list > li.card");
        Assert.Equal(30, cards.Length);
        Assert.All(cards, card =>
        {
            Assert.NotEmpty(card.QuerySelector(".state")!.TextContent);
            Assert.NotEmpty(card.QuerySelector(".why")!.TextContent);
            Assert.StartsWith("https://uri.amap.com/marker?position=11", card.QuerySelector("a.btn")!.GetAttribute("href"));
        });
    }

    [Fact]
    public async Task A_street_may_be_chosen_instead_of_a_position()
    {
        var page = await ReadAsync(await city.Visitor.GetAsync("/?area=东城区/建国门街道"));

        Assert.NotEmpty(page.QuerySelectorAll("ol.list > li.card"));
        Assert.Equal("东城区/建国门街道", page.QuerySelector("option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Wishes_narrow_the_list_and_stay_chosen()
    {
        var page = await ReadAsync(await city.Visitor.GetAsync("/?open=true&facility=water"));

        Assert.All(page.QuerySelectorAll("ol.list .state"), state => Assert.Contains("open", state.ClassList));
        Assert.Equal(["true", "water"], page.QuerySelectorAll("input[checked]").Select(i => i.GetAttribute("value")));
    }

    static async Task<AngleSharp.Html.Dom.IHtmlDocument> ReadAsync(HttpResponseMessage answer) => new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
}
