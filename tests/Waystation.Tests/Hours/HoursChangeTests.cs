using System.Net;
using AngleSharp.Html.Dom;
using Npgsql;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Keepers;
using Waystation.Places;

namespace Waystation.Hours;

/// <summary>A keeper's hours stand at once; where they are others than were agreed, the street has them on its list until it agrees or the keeper goes back.</summary>
public sealed class HoursChangeTests(KeptCity city) : IClassFixture<KeptCity>
{
    [Fact]
    public async Task Shorter_hours_stand_on_the_map_at_once_and_wait_for_the_officer_who_agrees_in_one_tap()
    {
        var (keeper, officer) = (await city.KeeperAsync("k1"), await city.House.OfficerAsync());
        var elsewhere = await city.House.StaffAsync(Role.DistrictOfficer, await city.AskAsync<Guid>("SELECT id FROM unions WHERE name = '西城区总工会'"));

        Assert.Equal("", await PostAsync(keeper, "/keeper/hours", "09:00", "18:00", "晚上没有人值守"));

        Assert.Equal(OpenState.Closed, (await city.PlaceAsync("k1")).OpeningAt(Evening, WorkingCalendar.China).State);
        Assert.Contains("/station-hours\"", await officer.GetStringAsync("/desk"));
        var waits = (await TestHouse.PageAsync(officer, "/station-hours")).Body!.TextContent;
        foreach (var said in new[] { "第1暖心驿站", "每周少 105 小时", "原定：24小时", "现在：每天 9:00–18:00", "原因：晚上没有人值守" }) Assert.Contains(said, waits);
        Assert.Contains("街道还没有确认", await keeper.GetStringAsync("/keeper/hours"));
        Assert.DoesNotContain("第1暖心驿站", await elsewhere.GetStringAsync("/station-hours"));
        Assert.Equal(HttpStatusCode.Forbidden, (await keeper.GetAsync("/station-hours")).StatusCode);

        var change = await OpenAsync("k1");
        Assert.Contains("已经处理过", await SettleAsync(elsewhere, change, agrees: true));
        Assert.Contains("已经处理过", await SettleAsync(officer, Guid.NewGuid(), agrees: true));
        Assert.Equal("", await SettleAsync(officer, change, agrees: true));
        Assert.Contains("已经处理过", await SettleAsync(officer, change, agrees: true));
        Assert.DoesNotContain("第1暖心驿站", await officer.GetStringAsync("/station-hours"));
        Assert.Contains("街道已同意", await officer.GetStringAsync($"/station-hours/{(await city.PlaceAsync("k1")).Id}"));
        Assert.Equal(1L, await city.AskAsync<long>($"SELECT count(*) FROM logbook WHERE did = 'agreed-to-hours' AND about = '{(await city.PlaceAsync("k1")).Id}'"));
        // What was agreed to is what the next change is measured by.
        Assert.Equal("", await PostAsync(keeper, "/keeper/hours", "09:00", "19:00"));
        Assert.Contains("每周多 7 小时", await officer.GetStringAsync("/station-hours"));
    }

    [Fact]
    public async Task A_keeper_who_is_asked_says_why_or_sets_the_hours_back()
    {
        var officer = await city.House.OfficerAsync();
        var (code, pin) = await city.SheetAsync(officer, "k2", "小王");
        var ((keeper, _), other) = (await city.EnterAsync(code, pin), await city.KeeperAsync("k3"));
        Assert.Equal("", await PostAsync(keeper, "/keeper/hours", "09:00", "18:00"));
        Assert.DoesNotContain("街道问", await keeper.GetStringAsync("/keeper"));

        Assert.Equal("", await SettleAsync(officer, await OpenAsync("k2"), agrees: false));

        Assert.Contains("街道问：开放时间为什么和约定的不一样？", await keeper.GetStringAsync("/keeper"));
        Assert.Contains("已问负责人，等回答", await officer.GetStringAsync("/station-hours"));
        Assert.Contains("请写明原因", await SaidAsync(keeper, "/keeper/hours?handler=Explain", new() { ["reason"] = " " }));
        Assert.Contains("最多 200 个字", await SaidAsync(keeper, "/keeper/hours?handler=Explain", new() { ["reason"] = new string('字', 201) }));
        Assert.Contains("已经处理过", await SaidAsync(other, "/keeper/hours?handler=Explain", new() { ["reason"] = "别的站" }));
        Assert.Equal("", await SaidAsync(keeper, "/keeper/hours?handler=Explain", new() { ["reason"] = "主家换了保安" }));
        Assert.DoesNotContain("街道问", await keeper.GetStringAsync("/keeper"));
        Assert.Contains("原因：主家换了保安", await officer.GetStringAsync("/station-hours"));

        Assert.Equal("", await PostAsync(keeper, "/keeper/hours", always: true));
        Assert.DoesNotContain("第2暖心驿站", await officer.GetStringAsync("/station-hours"));
        Assert.Equal("back", await city.AskAsync<string>("SELECT outcome FROM station_hours_changes c JOIN stations s ON s.id = c.station_id WHERE s.slug = 'k2'"));
    }

    [Fact]
    public async Task Nobody_is_asked_whom_there_is_not_and_a_reason_has_an_end()
    {
        var keeper = await city.KeeperAsync("k4");
        Assert.Contains("最多 200 个字", await PostAsync(keeper, "/keeper/hours", "09:00", "18:00", new string('字', 201)));
        Assert.Equal("", await PostAsync(keeper, "/keeper/hours", "09:00", "18:00"));

        // This keeper's post was given without a sheet: no keeper is on the station's list.
        Assert.Contains("没有负责人可问", await SettleAsync(await city.House.OfficerAsync(), await OpenAsync("k4"), agrees: false));
    }

    [Fact]
    public async Task What_an_officer_posts_and_what_the_agreement_says_waits_for_nobody()
    {
        var (keeper, officer, place) = (await city.KeeperAsync("k5"), await city.House.OfficerAsync(), await city.PlaceAsync("k5"));
        Assert.Equal("", await PostAsync(officer, $"/station-hours/{place.Id}", "08:00", "20:00"));
        Assert.Equal(0L, await CountAsync("k5"));

        await city.DoAsync(
            $"""
            INSERT INTO station_steps (id, station_id, nth, step, stage, post_id, on_day, at, paper) SELECT '{Guid.NewGuid()}', '{place.Id}', 1, 'agree', 'agreed', id, current_date, now(), '协议' FROM posts LIMIT 1;
            INSERT INTO station_agreements (step_id, host, from_on, until_on, utilities, cover, hours) SELECT id, '便利店', current_date, current_date + 365, 'host', 'union', '每天9:00-18:00' FROM station_steps WHERE station_id = '{place.Id}'
            """);
        Assert.Equal("", await PostAsync(keeper, "/keeper/hours", "09:00", "18:00"));
        Assert.Equal(0L, await CountAsync("k5"));

        Assert.Equal("", await PostAsync(keeper, "/keeper/hours", "10:00", "16:00"));
        Assert.Contains("第5暖心驿站", await officer.GetStringAsync("/station-hours"));
        Assert.Equal("", await PostAsync(officer, $"/station-hours/{place.Id}", "10:00", "17:00"));
        Assert.DoesNotContain("第5暖心驿站", await officer.GetStringAsync("/station-hours"));
        Assert.Equal("overtaken", await city.AskAsync<string>($"SELECT outcome FROM station_hours_changes WHERE station_id = '{place.Id}'"));
    }

    [Fact]
    public async Task Hours_that_come_from_a_register_meanwhile_end_what_waits_and_the_next_change_is_measured_by_them()
    {
        var (keeper, officer) = (await city.KeeperAsync("k6"), await city.House.OfficerAsync());
        Assert.Equal("", await PostAsync(keeper, "/keeper/hours", "09:00", "18:00"));
        await city.DoAsync("UPDATE stations SET opening_hours = 'Mo-Su 08:00-20:00', opening_hours_text = '每天8:00-20:00' WHERE slug = 'k6'");

        Assert.DoesNotContain("第6暖心驿站", await officer.GetStringAsync("/station-hours"));
        Assert.Equal("", await PostAsync(keeper, "/keeper/hours", "09:00", "19:00"));

        Assert.Equal(["overtaken 24小时", "每天8:00-20:00"], await city.AskAsync<string[]>("SELECT array_agg(concat_ws(' ', outcome, agreed_words) ORDER BY posted_at) FROM station_hours_changes c JOIN stations s ON s.id = c.station_id WHERE s.slug = 'k6'"));
    }

    [Fact]
    public async Task The_database_holds_one_open_change_for_a_station_agreed_to_by_another_person_and_it_moves_with_the_station()
    {
        var (keeper, place) = (await city.KeeperAsync("k7"), await city.PlaceAsync("k7"));
        Assert.Equal("", await PostAsync(keeper, "/keeper/hours", "09:00", "18:00"));

        await BrokenAsync("station_hours_changes_second_person", $"UPDATE station_hours_changes SET outcome = 'agreed', ended_at = now(), ended_by = posted_by WHERE station_id = '{place.Id}'");
        await BrokenAsync("station_hours_changes_one_open", $"INSERT INTO station_hours_changes SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid()))).* FROM station_hours_changes c WHERE station_id = '{place.Id}'");
        var elsewhere = await city.AskAsync<Guid>("SELECT id FROM unions WHERE name = '西城区总工会'");
        await city.DoAsync($"UPDATE stations SET union_id = '{elsewhere}' WHERE id = '{place.Id}'");
        Assert.Contains("第7暖心驿站", await (await city.House.StaffAsync(Role.DistrictOfficer, elsewhere)).GetStringAsync("/station-hours"));
    }

    [Theory]
    [InlineData("每天9:00-18:00", "Mo-Su 09:00-18:00", "别的说法", "Mo-Fr 09:00-18:00; Sa,Su 09:00-18:00", true)]
    [InlineData("每天9:00-18:00", "Mo-Su 09:00-18:00", "每天9:00-18:00", "Mo-Su 09:00-18:00; PH off", false)]
    [InlineData("随网点", null, "随网点", null, true)]
    [InlineData("随网点", null, "每天9:00-18:00", "Mo-Su 09:00-18:00", false)]
    public void Two_ways_of_saying_it_are_the_same_where_they_open_and_close_alike_on_every_day_of_a_year(string words, string? syntax, string others, string? other, bool same) =>
        Assert.Equal(same, CompareHours.AreSame(new(words, syntax), new(others, other), WorkingCalendar.China));

    static DateTimeOffset Evening => new(TimeZoneInfo.ConvertTimeToUtc(Shared.City.Today(TimeProvider.System).AddDays(1).ToDateTime(new(20, 0)), Shared.City.Zone));

    Task<Guid> OpenAsync(string slug) => city.AskAsync<Guid>($"SELECT c.id FROM station_hours_changes c JOIN stations s ON s.id = c.station_id WHERE s.slug = '{slug}' AND ended_at IS NULL");

    Task<long> CountAsync(string slug) => city.AskAsync<long>($"SELECT count(*) FROM station_hours_changes c JOIN stations s ON s.id = c.station_id WHERE s.slug = '{slug}'");

    async Task BrokenAsync(string rule, string sql) => Assert.Equal(rule, (await Assert.ThrowsAsync<PostgresException>(() => city.DoAsync(sql))).ConstraintName);

    static Task<string> SettleAsync(HttpClient officer, Guid change, bool agrees) => SaidAsync(officer, "/station-hours", new() { ["change"] = $"{change}", ["agrees"] = $"{agrees}" });

    /// <summary>The same times on every day, or round the clock.</summary>
    static async Task<string> PostAsync(HttpClient who, string url, string from = "", string until = "", string why = "", bool always = false)
    {
        var page = await TestHouse.PageAsync(who, url);
        Dictionary<string, string> form = new() { ["Holidays"] = "AsEver", ["Why"] = why, ["Always"] = $"{always}" };
        form["Seen"] = ((IHtmlInputElement)page.QuerySelector("form.week input[name=Seen]")!).Value;
        for (var day = 0; day < 7; day++) (form[$"At[{day}.0.from]"], form[$"At[{day}.0.until]"]) = (from, until);
        return await SaidAsync(who, url, form);
    }

    /// <summary>What is refused; nothing where it is taken.</summary>
    static async Task<string> SaidAsync(HttpClient who, string url, Dictionary<string, string> fields)
    {
        var answer = await Joining.JoiningPagesTests.PressAsync(who, "/sessions", url, fields);
        if (answer.StatusCode is HttpStatusCode.Redirect) return "";
        return new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()).QuerySelector(".validation-summary-errors")?.TextContent ?? $"{answer.StatusCode}";
    }
}
