using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Evidence;

/// <summary>What is typed amiss, or said of a station that does not run any more.</summary>
public sealed class UnluckyWordTests(DoubtedCity city) : IClassFixture<DoubtedCity>
{
    [Fact]
    public async Task A_change_of_no_kind_or_at_the_end_of_the_calendar_is_refused_in_a_sentence()
    {
        var (url, officer) = ($"/station-today/{(await city.PlaceAsync("d1")).Id}?handler=Change", await city.House.OfficerAsync());
        Dictionary<string, string> change = new() { ["kind"] = "Closed", ["reason"] = "盘点", ["from"] = "9999-12-31T10:00", ["until"] = "9999-12-31T11:00" };

        Assert.Contains("最多 60 天", Refusal(await SentAsync(officer, url, change)));
        foreach (var kind in new[] { "99", "", "Shut" })
            Assert.Contains("请选择有什么变化", Refusal(await SentAsync(officer, url, new() { ["kind"] = kind, ["reason"] = "盘点", ["until"] = Local(2) })));
        Assert.Equal(0, await city.CountAsync("SELECT count(*) FROM station_exceptions e JOIN stations s ON s.id = e.station_id WHERE s.slug = 'd1'"));
    }

    [Fact]
    public async Task A_time_typed_by_hand_on_an_old_phone_is_read()
    {
        var (url, officer) = ($"/station-today/{(await city.PlaceAsync("d2")).Id}", await city.House.OfficerAsync());
        foreach (var typed in new[] { Local(2).Replace('T', ' '), Local(3).Replace("T", "　").Replace(":", "：").Replace('-', '/') })
            await SentAsync(officer, url + "?handler=Change", new() { ["kind"] = "Closed", ["reason"] = "盘点", ["until"] = typed });

        Assert.Equal(2, await city.CountAsync("SELECT count(*) FROM station_exceptions e JOIN stations s ON s.id = e.station_id WHERE s.slug = 'd2' AND until_at > now() + interval '1 hour'"));
        Assert.Contains("已记下", (await TestHouse.PageAsync(officer, url)).QuerySelector("[role=status]")!.TextContent);
    }

    [Fact]
    public async Task Who_stands_before_a_station_that_rests_or_has_ended_is_told_so_and_shown_the_others()
    {
        await SetAsync("d3", "suspended");
        var page = await TestHouse.PageAsync(city.House.Visitor(), "/say/d3");
        Assert.Contains("暂停服务", page.QuerySelector("main")!.TextContent);
        Assert.Null(page.QuerySelector("main form"));
        Assert.StartsWith("/?", page.QuerySelector("main .acts a.go")!.GetAttribute("href"));

        await SetAsync("d3", "retired");
        var gone = await city.House.Visitor().GetAsync("/say/d3");
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Contains("已经撤销", await gone.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_was_asked_before_a_station_was_suspended_is_answered_as_closed_and_not_as_open()
    {
        var (place, officer) = (await city.PlaceAsync("d4"), await city.House.OfficerAsync());
        await city.SayAsync(place, VisitorSays.Shut, null, "10.4.0.1");
        await SetAsync("d4", "suspended");
        var url = $"/station-questions/{await city.House.House.Database.Source.CreateCommand($"SELECT id FROM station_questions WHERE station_id = '{place.Id}'").ExecuteScalarAsync()}";

        Assert.Contains("没有运行", Refusal(await SentAsync(officer, url, new() { ["answer"] = "fine" })));
        await SentAsync(officer, url, new() { ["answer"] = "shut" });

        Assert.Equal(1, await city.CountAsync($"SELECT count(*) FROM station_questions WHERE station_id = '{place.Id}' AND answer = 'shut'"));
        Assert.Equal(0, await city.CountAsync($"SELECT count(*) FROM station_exceptions WHERE station_id = '{place.Id}'"));
    }

    [Fact]
    public async Task An_answer_that_is_refused_leaves_the_question_open_on_the_page_that_says_why()
    {
        var (place, officer) = (await city.PlaceAsync("d6"), await city.House.OfficerAsync());
        await city.SayAsync(place, VisitorSays.Shut, null, "10.6.0.1");
        var url = $"/station-questions/{await city.House.House.Database.Source.CreateCommand($"SELECT id FROM station_questions WHERE station_id = '{place.Id}'").ExecuteScalarAsync()}";

        foreach (var until in new[] { "", "2020-01-01T10:00", "tomorrow" })
        {
            var page = await SentAsync(officer, url, new() { ["answer"] = "shut", ["reason"] = "盘点", ["until"] = until });
            Assert.Contains("时间", Refusal(page));
            Assert.NotNull(page.QuerySelector("main form input[name=answer]"));
        }

        Assert.Equal(1, await city.CountAsync($"SELECT count(*) FROM station_questions WHERE station_id = '{place.Id}' AND answered_at IS NULL"));
    }

    [Fact]
    public async Task An_officer_who_says_as_posted_over_a_closing_that_runs_reads_that_it_still_holds_and_a_day_tells_its_changes_in_order()
    {
        var (url, officer) = ($"/station-today/{(await city.PlaceAsync("d7")).Id}", await city.House.OfficerAsync());
        async Task<string> ConfirmedAsync()
        {
            await TestHouse.PostFormAsync(officer, url + "?handler=Confirm", []);
            return (await TestHouse.PageAsync(officer, url)).QuerySelector("main [role=status]")!.TextContent;
        }

        var tomorrow = Local(24)[..10];
        await SentAsync(officer, url + "?handler=Change", new() { ["kind"] = "Closed", ["reason"] = "后一次", ["from"] = $"{tomorrow}T14:00", ["until"] = $"{tomorrow}T15:00" });
        await SentAsync(officer, url + "?handler=Change", new() { ["kind"] = "Closed", ["reason"] = "前一次", ["from"] = $"{tomorrow}T09:00", ["until"] = $"{tomorrow}T10:00" });
        Assert.DoesNotContain("仍然有效", await ConfirmedAsync());
        await SentAsync(officer, url + "?handler=Change", new() { ["kind"] = "Closed", ["reason"] = "盘点", ["until"] = Local(1) });
        Assert.Contains("仍然有效", await ConfirmedAsync());

        await city.PlaceAsync("d7");
        var week = (await TestHouse.PageAsync(city.House.Visitor(), "/stations/d7")).QuerySelector(".week")!.TextContent;
        Assert.InRange(week.IndexOf("前一次", StringComparison.Ordinal), 0, week.IndexOf("后一次", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_station_that_rests_an_officer_is_asked_nothing_of_today()
    {
        var url = $"/station-today/{(await city.PlaceAsync("d5")).Id}";
        await SetAsync("d5", "suspended");

        var page = await TestHouse.PageAsync(await city.House.OfficerAsync(), url);

        Assert.Contains("没有运行", page.QuerySelector("main .notice")!.TextContent);
        Assert.Null(page.QuerySelector("main form"));
    }

    static string Local(double hours) => City.LocalTime(DateTimeOffset.UtcNow.AddHours(hours)).ToString("yyyy-MM-dd'T'HH:mm");

    async Task SetAsync(string slug, string status)
    {
        await city.House.House.Database.Source.CreateCommand($"UPDATE stations SET status = '{status}', changed_at = now() WHERE slug = '{slug}'").ExecuteNonQueryAsync();
        await city.PlaceAsync(slug);
    }

    static async Task<IHtmlDocument> SentAsync(HttpClient who, string url, Dictionary<string, string> form) =>
        new HtmlParser().ParseDocument(await (await TestHouse.PostFormAsync(who, url, form)).Content.ReadAsStringAsync());

    static string Refusal(IHtmlDocument page) => page.QuerySelector(".validation-summary-errors")?.TextContent ?? "";
}
