using System.Globalization;
using System.Text.RegularExpressions;
using Waystation.Shared;

namespace Waystation.Browser;

/// <summary>A courier on the street with an old phone: where can I sit down, drink, charge, now. Hours are asked away where the journey must not depend on when it is run.</summary>
public partial class WorkerTests(RunningHouse house, Chromium chromium)
{
    static readonly (float Lat, float Lon) guomao = (39.909f, 116.459f);

    [Fact]
    public async Task A_worker_finds_the_nearest_stations_from_where_they_stand()
    {
        await using var worker = await chromium.VisitorAsync(house, at: guomao);
        await worker.GoAsync("/?open=any");

        await worker.Page.Locator("#here").ClickAsync();
        await worker.Page.WaitForURLAsync("**lat=39.909**");

        Assert.DoesNotContain("116.4590", worker.Page.Url);
        await HasNearestFirstAsync(worker.Page);
        Assert.Equal(9, await worker.Page.Locator("svg .dot").CountAsync());
        worker.NothingWentWrong();
        await worker.PictureAsync("worker-nearest-390");
    }

    [Fact]
    public async Task A_worker_who_does_not_give_their_position_is_told_what_to_do_instead()
    {
        await using var worker = await chromium.VisitorAsync(house);
        await worker.GoAsync("/");

        await worker.Page.Locator("#here").ClickAsync();

        await Assertions.Expect(worker.Page.Locator("#trouble")).Not.ToBeEmptyAsync();
        await Assertions.Expect(worker.Page.Locator("#here")).ToBeEnabledAsync();
    }

    [Theory]
    [InlineData(true, "zh-CN")]
    [InlineData(false, "zh-CN")]
    [InlineData(true, "en")]
    [InlineData(false, "en")]
    public async Task A_courier_finds_a_station_with_hot_water_by_typing_a_street_and_asks_the_way(bool script, string language)
    {
        await using var courier = await chromium.VisitorAsync(house, script: script);
        await courier.GoAsync("/?open=any");
        if (language == "en") await courier.Page.Locator("form.language button[name=to]").ClickAsync();

        await courier.Page.Locator("input[name=q]").FillAsync("建国门");
        await courier.Page.Locator("form.seek button").First.ClickAsync();
        await courier.Page.WaitForURLAsync("**area=110101008**");
        await courier.Page.Locator($".chips a >> text={(language == "en" ? "Hot water" : "热水")}").ClickAsync();
        await courier.Page.WaitForURLAsync("**facility=water**");

        await HasNearestFirstAsync(courier.Page);
        var way = await courier.Page.Locator("ol.list .card").First.Locator("a.go").GetAttributeAsync("href");
        Assert.StartsWith("https://uri.amap.com/marker?position=116.", way);
        await courier.Page.Locator("ol.list .card").First.Locator("h2 a").ClickAsync();
        await courier.Page.WaitForURLAsync("**/stations/*");
        Assert.Equal(way, await courier.Page.Locator("main a.go").GetAttributeAsync("href"));
        courier.NothingWentWrong();
        await courier.PictureAsync($"courier-station-{language}-390");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_worker_chooses_a_street_by_links_and_the_page_remembers_it_until_told_to_forget(bool script)
    {
        await using var worker = await chromium.VisitorAsync(house, script: script);
        await worker.GoAsync("/areas");
        await worker.Page.Locator(".areas a").First.ClickAsync();
        await worker.Page.WaitForURLAsync("**district=**");
        await worker.Page.Locator("main a[href='/?area=110101008']").ClickAsync();
        await worker.Page.WaitForURLAsync("**area=110101008");

        await worker.GoAsync("/");
        Assert.Contains("建国门街道", await worker.Page.Locator("h1").InnerTextAsync());
        await worker.Page.Locator("a[href*=forget]").ClickAsync();
        await worker.Page.WaitForURLAsync(new Regex("/$"));

        Assert.DoesNotContain("建国门街道", await worker.Page.Locator("h1").InnerTextAsync());
        worker.NothingWentWrong();
    }

    [Fact]
    public async Task A_worker_who_asks_for_open_stations_sees_no_closed_one()
    {
        await using var worker = await chromium.VisitorAsync(house, script: false);
        await worker.GoAsync("/");
        // What only a script can do is not offered.
        Assert.False(await worker.Page.Locator("#here").IsVisibleAsync());

        // At night few are open; where none is, a sentence says so.
        var shown = await worker.Page.Locator("main .list .card").CountAsync();
        Assert.Equal(shown, await worker.Page.Locator("main .list .card .state:is(.open, .likely)").CountAsync());
        Assert.True(shown > 0 || await worker.Page.Locator("main .notice").IsVisibleAsync());
        await worker.PictureAsync("worker-open-390");
    }

    [Fact]
    public async Task Without_signal_the_last_list_is_shown_with_its_age()
    {
        await using var worker = await chromium.VisitorAsync(house);
        await worker.GoAsync("/?open=any");
        await worker.Page.EvaluateAsync("navigator.serviceWorker.ready");
        await worker.Page.ReloadAsync();
        var first = await worker.Page.Locator("ol.list h2").First.InnerTextAsync();
        Assert.False(await worker.Page.Locator("#offline").IsVisibleAsync());

        await worker.Page.Context.SetOfflineAsync(true);
        await worker.Page.GotoAsync("/?open=any");

        Assert.Contains("离线", await worker.Page.Locator("#offline").InnerTextAsync());
        Assert.Equal(first, await worker.Page.Locator("ol.list h2").First.InnerTextAsync());
        await worker.PictureAsync("worker-offline-390");

        // A station itself is not kept: whoever taps one reads the list again, not the browser's empty page.
        await worker.Page.Locator("ol.list h2 a").First.ClickAsync();
        await worker.Page.WaitForURLAsync("**/");
        Assert.Contains("离线", await worker.Page.Locator("#offline").InnerTextAsync());
    }

    [Fact]
    public async Task Without_signal_the_phone_knows_as_the_house_does_what_is_open_at_another_hour_and_what_is_there()
    {
        var tomorrow = $"{City.Today(TimeProvider.System).AddDays(1):yyyy-MM-dd}T10:30";
        await using var worker = await chromium.VisitorAsync(house);
        async Task<string[]> ListAsync(string wishes, string ready = "ol.list")
        {
            await worker.Page.GotoAsync($"/?lat=39.906&lon=116.398&{wishes}");
            await worker.Page.WaitForSelectorAsync(ready);
            return [.. (await worker.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('ol.list > li')].map(li => li.querySelector('h2 a').getAttribute('href') + ' ' + li.querySelector('.state').className + ' ' + li.querySelector('.distance').textContent + ' ' + (li.querySelector('.num')?.textContent ?? '') + (/还有 \\d+ 分钟关门/.exec(li.querySelector('.warn')?.textContent) ?? ''))")).Take(8)];
        }

        string[] asked = ["open=any", $"open={tomorrow}", $"open={tomorrow[..^5]}21:45", $"open={tomorrow}&facility=microwave", "open=any&facility=water&facility=toilet"];
        var withSignal = new List<string[]>();
        foreach (var wishes in asked) withSignal.Add(await ListAsync(wishes));
        Assert.Contains(withSignal[2], one => one.EndsWith("还有 15 分钟关门", StringComparison.Ordinal));
        await worker.Page.EvaluateAsync("navigator.serviceWorker.ready.then(async () => { while (!await caches.match('/kept-week')) await new Promise(later => setTimeout(later, 50)); })");
        await worker.Page.ReloadAsync();

        await worker.Page.Context.SetOfflineAsync(true);
        for (var i = 0; i < asked.Length; i++)
        {
            var without = await ListAsync(asked[i], ".why:has-text('存在手机里')");
            // Only a person who is there can tell that it is open: without signal nothing is more than probably so.
            Assert.Equal(withSignal[i].Select(one => one.Replace("state open", "state likely")), without);
        }

        await worker.Page.Locator(".chips a[data-facility=toilet]").ClickAsync();
        Assert.Equal("/?lat=39.906&lon=116.398&open=any&facility=water", new Uri(worker.Page.Url).PathAndQuery);
        Assert.Equal("true", await worker.Page.Locator(".chips a[data-facility=water]").GetAttributeAsync("aria-current"));
        await worker.PictureAsync("worker-offline-wish-390");
    }

    [Fact]
    public async Task In_the_large_view_every_target_is_large_and_the_text_too()
    {
        await using var elder = await chromium.VisitorAsync(house);
        await elder.GoAsync("/?open=any");
        await elder.Page.Locator("form.language button[name=size]").ClickAsync();
        await elder.Page.WaitForURLAsync("**open=any");

        var small = await elder.Page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('main a, main button, main summary, main input:not([type=hidden])')].filter(e => e.offsetParent && e.getBoundingClientRect().height < 60).map(e => e.outerHTML)
                .concat([...document.querySelectorAll('main :is(p, a, span, h1, h2, button, li, dt, dd, td, th)')].filter(e => e.offsetParent && e.innerText && parseFloat(getComputedStyle(e).fontSize) < 18).map(e => e.outerHTML))
            """);
        Assert.Empty(small);
        Assert.False(await elder.ScrollsSidewaysAsync());
        Assert.Empty(await elder.BarriersAsync());
        await elder.PictureAsync("worker-large-390");
    }

    static async Task HasNearestFirstAsync(IPage page)
    {
        var metres = (await page.Locator("main .list .card .distance").AllInnerTextsAsync()).Select(Metres).ToArray();
        Assert.NotEmpty(metres);
        Assert.Equal(metres.Order(), metres);
    }

    /// <summary>850 米 or 1.2 公里, 850 m or 1.2 km.</summary>
    static double Metres(string said)
    {
        var match = Distance().Match(said);
        Assert.True(match.Success, said);
        return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * (match.Groups[2].Value is "公里" or "km" ? 1000 : 1);
    }

    [GeneratedRegex(@"([\d.]+)\s*(米|公里|km|m)")]
    private static partial Regex Distance();
}
