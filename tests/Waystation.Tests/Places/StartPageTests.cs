using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Waystation.Data;

namespace Waystation.Places;

/// <summary>The first page as a worker meets it, over the example register. Hours are asked away: the test's clock is the machine's.</summary>
public sealed class StartPageTests(ServedCity city) : IClassFixture<ServedCity>
{
    [Theory]
    [InlineData("lat=999&lon=116")]
    [InlineData("lat=abc&lon=116")]
    [InlineData("lat=NaN&lon=116")]
    [InlineData("lat=39.9")]
    [InlineData("lon=116.4")]
    [InlineData("area=东城区/不存在街道")]
    [InlineData("area=999999999")]
    [InlineData("facility=飞行棋")]
    [InlineData("facility=water&facility=")]
    [InlineData("open=maybe")]
    [InlineData("open=2026-13-01T00:00")]
    [InlineData("kind=飞船")]
    [InlineData("q=")]
    [InlineData("q=%20%20")]
    [InlineData("q=一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十多")]
    public async Task What_is_no_place_or_wish_is_told_on_the_page(string query)
    {
        var answer = await city.House.Visitor().GetAsync($"/?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty((await ReadAsync(answer)).QuerySelector(".refusal")!.TextContent.Trim());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("没有这地方")]
    [InlineData("'; DROP TABLE stations; --")]
    [InlineData("%' OR 1=1")]
    [InlineData("<script>alert(1)</script>")]
    public async Task A_name_that_nothing_bears_is_said_to_be_none_and_shown_as_text(string typed)
    {
        var answer = await city.House.Visitor().GetAsync($"/?q={Uri.EscapeDataString(typed)}&open=any");
        var page = await ReadAsync(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(typed, page.QuerySelector(".meant [role=status]")!.TextContent);
        Assert.Empty(page.QuerySelectorAll(".meant a"));
        Assert.Equal(20, page.QuerySelectorAll("ol.list > li.card").Length);
    }

    [Fact]
    public async Task It_lists_stations_with_state_reason_walk_and_way()
    {
        var page = await PageAsync("/?lat=39.906&lon=116.398&open=any");

        var cards = page.QuerySelectorAll("ol.list > li.card");
        Assert.Equal(20, cards.Length);
        Assert.All(cards, card =>
        {
            Assert.NotEmpty(card.QuerySelector(".state")!.TextContent);
            Assert.NotEmpty(card.QuerySelector(".why")!.TextContent);
            Assert.StartsWith("https://uri.amap.com/marker?position=11", card.QuerySelector("a.btn.go")!.GetAttribute("href"));
            Assert.StartsWith("/stations/", card.QuerySelector("h2 a")!.GetAttribute("href"));
        });
        Assert.Equal(Enumerable.Range(1, 9).Reverse(), page.QuerySelectorAll("svg .dot text").Select(t => int.Parse(t.TextContent)));
    }

    [Fact]
    public async Task A_position_is_held_no_more_precisely_than_to_a_hundred_metres()
    {
        var html = await city.House.Visitor().GetStringAsync("/?lat=39.9061234&lon=116.3987654&open=any");

        Assert.Contains("lat=39.906&amp;lon=116.399", html);
        // The switch of language goes back to where one was, in the browser's own words.
        Assert.DoesNotContain("39.9061234", new HtmlParser().ParseDocument(html).QuerySelector("main")!.OuterHtml);
    }

    [Fact]
    public async Task A_position_from_which_nobody_walks_is_doubted_and_one_in_the_city_is_not()
    {
        var far = (await TestHouse.PageAsync(city.House.Visitor(), "/?lat=31.23&lon=121.47&open=any")).QuerySelector(".where")!.TextContent;

        Assert.Matches("最近的也有 10[0-9][0-9] 公里", far);
        Assert.DoesNotContain("最近的也有", (await TestHouse.PageAsync(city.House.Visitor(), "/?lat=39.906&lon=116.398&open=any")).Body!.TextContent);
    }

    [Fact]
    public async Task A_place_that_is_not_open_for_sure_is_not_among_the_open()
    {
        var page = await PageAsync("/?lat=39.906&lon=116.398");

        Assert.DoesNotContain(page.QuerySelectorAll("ol.list .state"), state => state.ClassList.Contains("closed") || state.ClassList.Contains("unknown"));
    }

    [Fact]
    public async Task A_wish_is_one_tap_and_stays()
    {
        var page = await PageAsync("/?lat=39.906&lon=116.398&open=any&facility=热水");
        string[] wished = [.. page.QuerySelectorAll(".chips a[aria-current=true]").Select(a => a.GetAttribute("href")!)];

        // The wish that is on leads to the page without it.
        Assert.Equal(["/?lat=39.906&lon=116.398&open=any"], wished);
        Assert.All(page.QuerySelectorAll("ol.list .has-list"), has => Assert.Contains("饮水机", has.TextContent));
        Assert.Contains("/?lat=39.906&lon=116.398&open=any&facility=water&facility=microwave", page.QuerySelectorAll(".chips a").Select(a => a.GetAttribute("href")));
    }

    [Theory]
    [InlineData("建国门")]
    [InlineData("建国门街道")]
    [InlineData("北京市东城区建国门街道")]
    [InlineData(" 建国门 街道 ")]
    public async Task The_only_place_of_that_name_is_gone_to_at_once(string typed)
    {
        var answer = await city.House.Visitor().GetAsync($"/?q={Uri.EscapeDataString(typed)}&facility=water");

        Assert.Equal("/?area=110101008&facility=water", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_name_of_several_places_leads_to_a_choice()
    {
        var page = await PageAsync("/?q=八里庄");

        var places = page.QuerySelectorAll(".meant a").Select(a => a.TextContent).ToArray();
        Assert.Contains(places, p => p.Contains("朝阳区"));
        Assert.Contains(places, p => p.Contains("海淀区"));
    }

    [Fact]
    public async Task A_station_is_found_by_its_name_and_a_community_by_its_street()
    {
        var name = (await PageAsync("/?open=any")).QuerySelector("ol.list h2 a")!.TextContent;

        Assert.Contains(name, (await PageAsync($"/?q={Uri.EscapeDataString(name)}")).QuerySelectorAll(".meant a").Select(a => a.FirstChild!.TextContent.Trim()));
        Assert.Contains("建国门街道", (await PageAsync("/?area=110101008005")).QuerySelector(".where")!.TextContent);
    }

    [Fact]
    public async Task A_chosen_street_is_remembered_without_an_account_and_forgotten_on_request()
    {
        var worker = city.House.Visitor();
        var chosen = await worker.GetAsync("/?area=110101008");

        Assert.Contains("httponly", Assert.Single(chosen.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("建国门街道", await HeadingAsync(worker));
        Assert.DoesNotContain("建国门街道", await HeadingAsync(city.House.Visitor()));

        await worker.GetAsync("/?forget=true");
        Assert.DoesNotContain("建国门街道", await HeadingAsync(worker));
    }

    [Fact]
    public async Task Everybody_who_stands_somewhere_else_gets_the_page_that_Razor_would_have_made_there()
    {
        var (visitor, worker) = (city.House.Visitor(), await city.House.WorkerAsync());
        async Task<string> MainAsync(HttpClient reader, string query) => (await ReadAsync(await reader.GetAsync($"/?{query}"))).QuerySelector("main")!.OuterHtml;

        // Whoever is signed in gets the page from Razor, everybody else out of a frame that the first of them had made.
        foreach (var query in new[] { "lat=39.906&lon=116.398&open=any", "lat=39.95&lon=116.3&open=any", "lat=39.95&lon=116.3&open=any&kind=station&facility=water", "lon=116.1&lat=39.7&facility=water&kind=station&open=any" })
            await Eventually.TrueAsync(async () => await MainAsync(visitor, query) == await MainAsync(worker, query));

        var html = await visitor.GetStringAsync("/?lat=39.95&lon=116.3&open=any");
        Assert.DoesNotContain("gap-", html);
        Assert.Contains("""<input type="hidden" name="back" value="/?lat=39.95&amp;lon=116.3&amp;open=any">""", html);
    }

    [Fact]
    public async Task Only_one_kind_and_another_time_are_wishes_too()
    {
        var page = await PageAsync("/?lat=39.906&lon=116.398&open=2026-11-28T10:30&kind=职工之家&facility=热水");

        Assert.Equal(["/?lat=39.906&lon=116.398&kind=home&facility=water", "/?lat=39.906&lon=116.398&open=2026-11-28T10:30&facility=water", "/?lat=39.906&lon=116.398&open=2026-11-28T10:30&kind=home"], page.QuerySelectorAll(".chips > a[aria-current=true]").Select(a => a.GetAttribute("href")));
        Assert.Equal("lat=39.906 lon=116.398 kind=home facility=water", string.Join(' ', page.QuerySelectorAll<IHtmlInputElement>("form.when input[type=hidden]").Select(i => $"{i.Name}={i.Value}")));
        Assert.Contains("10:30", page.QuerySelector(".found .notice")!.TextContent);
        Assert.All(page.QuerySelectorAll("ol.list .badge"), badge => Assert.Equal("职工之家", badge.TextContent));
        // Of another time nobody can have seen anything.
        Assert.Empty(page.QuerySelectorAll("ol.list .state.open"));
    }

    [Fact]
    public async Task A_position_is_never_remembered()
    {
        var answer = await city.House.Visitor().GetAsync("/?lat=39.906&lon=116.398");

        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task A_remembered_code_that_is_none_is_passed_over()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Cookie", "waystation.area=nonsense" } } };

        Assert.Equal(HttpStatusCode.OK, (await city.House.Visitor().SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("to", "en", "Nearest to")]
    [InlineData("size", "large", "class=\"large\"")]
    public async Task What_is_kept_for_one_reader_is_not_shown_to_another_who_chose_otherwise(string switched, string to, string shows)
    {
        var (one, other) = (city.House.Visitor(), city.House.Visitor());
        await other.PostAsync("/language", new FormUrlEncodedContent([new(switched, to)]));

        Assert.DoesNotContain(shows, await one.GetStringAsync("/?open=any"));
        Assert.Contains(shows, await other.GetStringAsync("/?open=any"));
        Assert.DoesNotContain(shows, await one.GetStringAsync("/?open=any"));
    }

    [Fact]
    public async Task A_page_is_kept_for_everybody_but_never_one_with_a_position_or_for_somebody_signed_in()
    {
        async Task<bool> IsKeptAsync(HttpClient visitor, string url)
        {
            // Kept for a second only: on a busy machine the next request may come too late.
            for (var again = 0; again < 20; again++)
                if ((await visitor.GetAsync(url)).Headers.Age is not null) return true;
            return false;
        }

        Assert.True(await IsKeptAsync(city.House.Visitor(), "/?open=any&facility=aed"));
        Assert.False(await IsKeptAsync(city.House.Visitor(), "/?lat=39.9&lon=116.4"));
        Assert.False(await IsKeptAsync(city.House.Visitor(), "/?q=建国门外"));
        Assert.False(await IsKeptAsync(await city.House.WorkerAsync(), "/?open=any&facility=pump"));
    }

    [Fact]
    public async Task Every_district_and_street_can_be_chosen_by_links()
    {
        var districts = (await PageAsync("/areas")).QuerySelectorAll(".areas a");
        Assert.Equal(16, districts.Length);
        var streets = (await PageAsync("/areas?district=110101")).QuerySelectorAll(".areas a");

        Assert.Contains("/?area=110101008", streets.Select(a => a.GetAttribute("href")));
        Assert.Equal(HttpStatusCode.NotFound, (await city.House.Visitor().GetAsync("/areas?district=mars")).StatusCode);
    }

    [Fact]
    public async Task Without_a_licensed_map_there_is_none_and_no_outline_of_anything()
    {
        var html = await city.House.Visitor().GetStringAsync("/?open=any");

        Assert.DoesNotContain("leaflet", html);
        Assert.Contains("<svg class=\"sketch\"", html);
        Assert.Equal(HttpStatusCode.NotFound, (await city.House.Visitor().GetAsync("/api/outlines")).StatusCode);
    }

    async Task<string> HeadingAsync(HttpClient visitor) => (await ReadAsync(await visitor.GetAsync("/"))).QuerySelector("h1")!.TextContent;

    async Task<IHtmlDocument> PageAsync(string url) => await ReadAsync(await city.House.Visitor().GetAsync(url));

    static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer) => new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
}
