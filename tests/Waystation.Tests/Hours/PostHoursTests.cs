using System.Net;
using AngleSharp.Html.Dom;
using Waystation.Accounts;
using Waystation.Keepers;

namespace Waystation.Hours;

/// <summary>A keeper and an officer post hours by their page.</summary>
public sealed class PostHoursTests(KeptCity city) : IClassFixture<KeptCity>
{
    static readonly string[] workdays = ["0", "1", "2", "3", "4"];

    [Fact]
    public async Task What_is_half_typed_or_says_nothing_is_refused_in_a_sentence_and_changes_nothing()
    {
        var keeper = await city.KeeperAsync("k1");
        var before = await StoredAsync("k1");

        Assert.Contains("还没有填任何一天的时间", await SaidAsync(keeper, []));
        Assert.Contains("周三的时间没有填完整", await SaidAsync(keeper, new() { ["At[2.0.from]"] = "09:00" }));
        Assert.Contains("周三的时间没有填完整", await SaidAsync(keeper, new() { ["At[2.0.from]"] = "九点", ["At[2.0.until]"] = "17:00" }));
        Assert.Contains("周一的两段时间", await SaidAsync(keeper, new() { ["At[0.0.from]"] = "09:00", ["At[0.0.until]"] = "12:00", ["At[0.1.from]"] = "11:00", ["At[0.1.until]"] = "17:00" }));
        Assert.Contains("周二的开始和结束是同一个时间", await SaidAsync(keeper, new() { ["At[1.0.from]"] = "09:00", ["At[1.0.until]"] = "09:00" }));
        Assert.Contains("请选择法定节假日", await SaidAsync(keeper, new() { ["At[0.0.from]"] = "09:00", ["At[0.0.until]"] = "12:00", ["Holidays"] = "" }));
        Assert.Contains("已经改为", await SaidAsync(keeper, new() { ["Always"] = "true", ["Seen"] = "别的时间" }));
        Assert.Equal(before, await StoredAsync("k1"));
    }

    [Fact]
    public async Task A_keeper_posts_the_own_stations_hours_and_finds_them_in_the_form_again()
    {
        var keeper = await city.KeeperAsync("k2");
        Dictionary<string, string> week = new() { ["Holidays"] = "Closed" };
        foreach (var day in workdays) (week[$"At[{day}.0.from]"], week[$"At[{day}.0.until]"]) = ("０８：３０", "17:30");

        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(keeper, "/keeper/hours", week)).StatusCode);

        Assert.Equal("Mo-Fr 08:30-17:30; PH off|周一至周五 8:30–17:30；周六、周日休息；节假日休息", await StoredAsync("k2"));
        var page = await TestHouse.PageAsync(keeper, "/keeper/hours");
        Assert.Equal(("08:30", "", true), (Value(page, "At[4.0.from]"), Value(page, "At[5.0.from]"), ((IHtmlInputElement)page.QuerySelector("input[name=Holidays][value=Closed]")!).IsChecked));
        await city.PlaceAsync("k2");
        Assert.Contains("周一至周五 8:30–17:30", (await TestHouse.PageAsync(city.House.Visitor(), "/stations/k2")).Body!.TextContent);
        Assert.Equal(1L, await city.AskAsync<long>($"SELECT count(*) FROM logbook WHERE did = 'posted-hours' AND about = '{(await city.PlaceAsync("k2")).Id}'"));
    }

    [Fact]
    public async Task An_officer_of_the_branch_posts_for_any_of_its_stations_and_nobody_else_does()
    {
        var url = $"/station-hours/{(await city.PlaceAsync("k3")).Id}";
        var elsewhere = await city.House.StaffAsync(Role.DistrictOfficer, await city.AskAsync<Guid>("SELECT id FROM unions WHERE name = '西城区总工会'"));
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(url)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await city.KeeperAsync("k3")).GetAsync(url)).StatusCode);
        var officer = await city.House.OfficerAsync();

        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(officer, url, new() { ["Always"] = "true" })).StatusCode);
        Assert.StartsWith("24/7|", await StoredAsync("k3"));
    }

    [Fact]
    public async Task Mondays_times_are_put_into_the_empty_days_and_nothing_is_stored_yet()
    {
        var keeper = await city.KeeperAsync("k4");
        var before = await StoredAsync("k4");

        var answer = await SendAsync(keeper, "/keeper/hours?handler=Fill", new() { ["At[0.0.from]"] = "09:00", ["At[0.0.until]"] = "17:00", ["At[5.0.from]"] = "10:00", ["At[5.0.until]"] = "12:00", ["Always"] = "" });
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        // Posted from here it is posted, and not filled once more.
        Assert.Equal("/keeper/hours", page.QuerySelector("form.week")!.GetAttribute("action"));
        Assert.Equal(("09:00", "10:00", "17:00"), (Value(page, "At[1.0.from]"), Value(page, "At[5.0.from]"), Value(page, "At[6.0.until]")));
        Assert.Equal(before, await StoredAsync("k4"));
    }

    [Fact]
    public async Task Times_typed_below_a_tick_that_says_round_the_clock_are_not_passed_over()
    {
        var keeper = await city.KeeperAsync("k5");
        var before = await StoredAsync("k5");
        Dictionary<string, string> monday = new() { ["At[0.0.from]"] = "09:00", ["At[0.0.until]"] = "17:00" };

        Assert.Contains("去掉", await SaidAsync(keeper, new(monday) { ["Always"] = "true" }));
        Assert.Equal(before, await StoredAsync("k5"));
        await SendAsync(keeper, "/keeper/hours", monday);
        // The week that stood there is in the form; the tick is what the keeper has just put.
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(keeper, "/keeper/hours", new(monday) { ["Always"] = "true" })).StatusCode);
        Assert.StartsWith("24/7|", await StoredAsync("k5"));
    }

    [Fact]
    public async Task Midnight_written_as_24_and_an_afternoon_before_its_morning_are_understood_and_the_page_says_that_it_is_posted()
    {
        var keeper = await city.KeeperAsync("k6");
        Assert.Null((await TestHouse.PageAsync(keeper, "/keeper/hours")).QuerySelector("main [role=status]"));

        await SendAsync(keeper, "/keeper/hours", new() { ["At[0.0.from]"] = "13:00", ["At[0.0.until]"] = "24:00", ["At[0.1.from]"] = "9:00", ["At[0.1.until]"] = "12:00" });

        Assert.StartsWith("Mo 09:00-12:00,13:00-24:00|", await StoredAsync("k6"));
        Assert.Contains("已公布", (await TestHouse.PageAsync(keeper, "/keeper/hours")).QuerySelector("main [role=status]")!.TextContent);
        Assert.Contains("周三的时间没有填完整", await SaidAsync(keeper, new() { ["At[2.0.from]"] = "24:00", ["At[2.0.until]"] = "25:00" }));
    }

    [Fact]
    public async Task Who_is_told_that_the_hours_were_changed_meanwhile_may_post_theirs_over_them()
    {
        var keeper = await city.KeeperAsync("k7");

        var told = await SendAsync(keeper, "/keeper/hours", new() { ["Seen"] = "别的时间", ["At[0.0.from]"] = "09:00", ["At[0.0.until]"] = "12:00" });
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await told.Content.ReadAsStringAsync());

        Assert.Contains("再点一次", page.QuerySelector(".validation-summary-errors")!.TextContent);
        Assert.Equal("24小时", Value(page, "Seen"));
    }

    static string Value(IHtmlDocument page, string field) => ((IHtmlInputElement)page.QuerySelector($"input[name='{field}']")!).Value;

    async Task<string> StoredAsync(string slug) => await city.AskAsync<string>($"SELECT coalesce(opening_hours, '') || '|' || opening_hours_text FROM stations WHERE slug = '{slug}'");

    static async Task<string> SaidAsync(HttpClient who, Dictionary<string, string> typed) =>
        new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await (await SendAsync(who, "/keeper/hours", typed)).Content.ReadAsStringAsync()).QuerySelector(".validation-summary-errors")?.TextContent ?? "";

    /// <summary>The form emptied of its times, with what is typed.</summary>
    static async Task<HttpResponseMessage> SendAsync(HttpClient who, string url, Dictionary<string, string> typed)
    {
        var page = await TestHouse.PageAsync(who, url.Split('?')[0]);
        Dictionary<string, string> form = new() { ["Holidays"] = "AsEver" };
        foreach (var hidden in page.QuerySelectorAll("main form.week input[type=hidden]").Cast<IHtmlInputElement>()) form[hidden.Name!] = hidden.Value;
        foreach (var (field, value) in typed) form[field] = value;
        return await who.PostAsync(url, new FormUrlEncodedContent(form));
    }
}
