using System.Net;
using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Evidence;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Keepers;

public sealed class KeeperTests(KeptCity city) : IClassFixture<KeptCity>
{
    [Fact]
    public async Task Five_wrong_tries_close_one_keepers_way_in_and_nobody_elses()
    {
        var officer = await city.House.OfficerAsync();
        var (code, first) = await city.SheetAsync(officer, "k1", "小王");
        var (same, second) = await city.SheetAsync(officer, "k1", "刘姐");
        Assert.Equal(code, same);
        var wrong = first[..^3] + (first.EndsWith("000", StringComparison.Ordinal) ? "111" : "000");

        Assert.Contains("8 位站内码", (await city.EnterAsync("k1", "1234")).Answer);
        for (var i = 0; i < 5; i++) Assert.Contains("暂停了十五分钟", (await city.EnterAsync(code, wrong)).Answer);
        Assert.Contains("暂停了十五分钟", (await city.EnterAsync(code, first)).Answer);
        Assert.Contains("暂停了十五分钟", (await city.EnterAsync("ABCDEFGH", first)).Answer);
        Assert.Equal("/keeper", (await city.EnterAsync(code.ToLowerInvariant(), second.Replace(" ", "", StringComparison.Ordinal))).Answer);

        await city.DoAsync("UPDATE locks SET locked_until = locked_until - interval '15 minutes' WHERE what = 'Keeper'");
        Assert.Equal("/keeper", (await city.EnterAsync(code, first)).Answer);
        Assert.Equal("/keeper", (await city.EnterAsync(Wide(code), Wide(first))).Answer);
    }

    [Fact]
    public async Task Whose_session_ended_under_an_open_page_comes_back_to_that_page()
    {
        var pressed = await city.House.Visitor().PostAsync("/keeper/umbrellas?handler=Lend", new FormUrlEncodedContent([]));

        Assert.Equal("/keeper/sign-in?back=%2Fkeeper%2Fumbrellas", pressed.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_keeper_sees_their_own_station_and_nothing_else()
    {
        var (own, other) = (await city.PlaceAsync("k2"), await city.PlaceAsync("k3"));
        var keeper = await city.KeeperAsync("k2");

        Assert.Contains(own.Name, await keeper.GetStringAsync("/keeper"));
        foreach (var closed in new[] { $"/station-today/{own.Id}", $"/station-keepers/{own.Id}", $"/station-visits/{own.Id}", "/station-questions", "/members", "/accounts", "/log", "/umbrellas" })
            Assert.Equal(HttpStatusCode.Forbidden, (await keeper.GetAsync(closed)).StatusCode);
        Assert.Equal("/keeper", (await keeper.GetAsync("/desk")).Headers.Location!.OriginalString);
        foreach (var unknown in new[] { "/keeper?handler=Nothing", "/keeper/month" }) Assert.Equal(HttpStatusCode.NotFound, (await Joining.JoiningPagesTests.PressAsync(keeper, "/sessions", unknown, [])).StatusCode);
        foreach (var typed in new[] { "abc", "99999999999", "" }) Assert.DoesNotContain("is not valid", await KeptCity.SentAsync(keeper, "/keeper?handler=Late", new() { ["minutes"] = typed }));
        Assert.Equal("/keeper/sign-in?back=%2Fkeeper", (await city.House.Visitor().GetAsync("/keeper")).Headers.Location!.OriginalString);

        await using var narrowed = city.House.House.Database.NewContext(Reach.AtStation(own.UnionId, own.Id), Actor.System);
        await using var whole = city.House.House.Database.NewContext(Reach.Of([own.UnionId]), Actor.System);
        Assert.Equal([own.Id], await narrowed.Set<Station>().Select(s => s.Id).ToListAsync());
        Assert.Contains(other.Id, await whole.Set<Station>().Select(s => s.Id).ToListAsync());
        Assert.Equal((false, true), (await narrowed.Set<Post>().AnyAsync(), await whole.Set<Post>().AnyAsync()));
    }

    [Fact]
    public async Task A_renewed_pin_ends_the_sessions_of_the_old_one_and_a_withdrawn_one_leaves_no_name()
    {
        var officer = await city.House.OfficerAsync();
        var (code, pin) = await city.SheetAsync(officer, "k4", "阿明");
        var (keeper, _) = await city.EnterAsync(code, pin);
        var page = $"/station-keepers/{(await city.PlaceAsync("k4")).Id}";
        var id = await city.AskAsync<Guid>($"SELECT k.id FROM keepers k JOIN stations s ON s.id = k.station_id WHERE s.slug = 'k4'");
        Assert.Equal(HttpStatusCode.OK, (await keeper.GetAsync("/keeper")).StatusCode);

        var renewed = KeptCity.SheetIn(await KeptCity.SentAsync(officer, page + "?handler=Renew", new() { ["keeper"] = $"{id}" }));
        Assert.Equal(HttpStatusCode.Redirect, (await keeper.GetAsync("/keeper")).StatusCode);
        Assert.Contains("不对", (await city.EnterAsync(code, pin)).Answer);
        var (again, way) = await city.EnterAsync(renewed.Code, renewed.Pin);
        Assert.Equal("/keeper", way);
        Assert.Equal(0L, await city.AskAsync<long>($"SELECT count(*) FROM keepers k JOIN accounts a ON a.id = k.account_id WHERE to_jsonb(k)::text || to_jsonb(a)::text ~ '阿明|{pin}|{renewed.Pin.Replace(" ", "", StringComparison.Ordinal)}'"));

        Assert.NotNull((await TestHouse.PageAsync(officer, page)).QuerySelector("details form[action*=Withdraw]"));
        await KeptCity.SentAsync(officer, page + "?handler=Withdraw", new() { ["keeper"] = $"{id}" });
        Assert.Equal(HttpStatusCode.Redirect, (await again.GetAsync("/keeper")).StatusCode);
        Assert.Contains("不对", (await city.EnterAsync(renewed.Code, renewed.Pin)).Answer);
        Assert.True(await city.AskAsync<bool>($"SELECT k.name IS NULL AND a.closed_at IS NOT NULL AND a.password_hash IS NULL AND p.until_on IS NOT NULL FROM keepers k JOIN accounts a ON a.id = k.account_id JOIN posts p ON p.account_id = a.id WHERE k.id = '{id}'"));
        Assert.Contains("已经收回", await KeptCity.SentAsync(officer, page + "?handler=Renew", new() { ["keeper"] = $"{id}" }));
    }

    [Fact]
    public void A_name_is_kept_without_what_nobody_sees_and_one_that_cannot_be_seen_at_all_is_refused()
    {
        Assert.Equal("老周（早班）", StationKeeper.Called("\u202e老周（早班）\u200b "));
        Assert.Equal("keepers.name-length", Assert.Throws<Refusal>(() => StationKeeper.Called("\u200b\u202e")).Sentence.Key);
    }

    [Fact]
    public async Task A_keeper_hands_the_place_on_and_is_out()
    {
        var (code, pin) = await city.SheetAsync(await city.House.OfficerAsync(), "k5", "老周");
        var (keeper, _) = await city.EnterAsync(code, pin);

        Assert.Contains("1 到 20", await KeptCity.SentAsync(keeper, "/keeper/handover", new() { ["Name"] = " " }));
        var next = KeptCity.SheetIn(await (await TestHouse.PostFormAsync(keeper, "/keeper/handover", new() { ["Name"] = "小赵" })).Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.Redirect, (await keeper.GetAsync("/keeper")).StatusCode);
        Assert.Equal("/keeper", (await city.EnterAsync(next.Code, next.Pin)).Answer);
        Assert.Contains("小赵", await (await city.House.OfficerAsync()).GetStringAsync($"/station-keepers/{(await city.PlaceAsync("k5")).Id}"));
    }

    [Fact]
    public async Task One_tap_says_how_it_is_today_and_takes_the_place_of_the_one_before()
    {
        var keeper = await city.KeeperAsync("k6");
        async Task<string> TapAsync(string handler, Dictionary<string, string>? fields = null)
        {
            await TestHouse.PostFormAsync(keeper, $"/keeper?handler={handler}", fields ?? []);
            var place = await city.PlaceAsync("k6");
            return $"{new PlaceCard(place, place.OpeningAt(DateTimeOffset.UtcNow, Calendar.WorkingCalendar.China), null, DateTimeOffset.UtcNow.AddSeconds(1)).Warning}|{place.OpeningAt(DateTimeOffset.UtcNow.AddSeconds(1), Calendar.WorkingCalendar.China).State}";
        }

        Assert.Contains("几分钟到八小时", await KeptCity.SentAsync(keeper, "/keeper?handler=Late", new() { ["minutes"] = "0" }));
        Assert.Matches("^晚开.*Closed$", await TapAsync("Late", new() { ["minutes"] = "60" }));
        Assert.Matches("^今天不开.*Closed$", await TapAsync("Shut"));
        Assert.Equal(1L, await city.AskAsync<long>("SELECT count(*) FROM station_exceptions e JOIN stations s ON s.id = e.station_id WHERE s.slug = 'k6' AND e.until_at > now()"));
        Assert.Matches("\\|Open$", await TapAsync("Fine"));
        Assert.Matches("满.*Open$", await TapAsync("Full", new() { ["minutes"] = "30" }));
        Assert.Equal("keeper", await city.AskAsync<string>("SELECT verified_by FROM stations WHERE slug = 'k6'"));
        Assert.Contains("（站点负责人）", await keeper.GetStringAsync("/keeper"));
    }

    [Fact]
    public async Task A_tap_is_answered_where_the_thumb_was_and_once()
    {
        var keeper = await city.KeeperAsync("k10");

        Assert.Equal("/keeper#today", (await TestHouse.PostFormAsync(keeper, "/keeper?handler=Fine", [])).Headers.Location!.OriginalString);
        Assert.Contains("已记下，地图随即更新", (await TestHouse.PageAsync(keeper, "/keeper")).QuerySelector("#today + .notice[role=status]")!.TextContent);
        Assert.Null((await TestHouse.PageAsync(keeper, "/keeper")).QuerySelector("#today + .notice"));
        Assert.Equal("/keeper#visits", (await TestHouse.PostFormAsync(keeper, "/keeper?handler=Count", new() { ["visitors"] = "1" })).Headers.Location!.OriginalString);
        Assert.NotNull((await TestHouse.PageAsync(keeper, "/keeper")).QuerySelector("#visits"));
    }

    [Fact]
    public async Task A_question_reaches_the_keeper_who_answers_it_and_that_of_another_station_does_not()
    {
        var (own, other) = (await city.PlaceAsync("k7"), await city.PlaceAsync("k8"));
        foreach (var place in new[] { own, other }) await RouteIds.IdAsync(city.House.House, Asked(place));
        var (keeper, foreign) = (await city.KeeperAsync("k7"), await city.AskAsync<Guid>($"SELECT id FROM station_questions WHERE station_id = '{other.Id}'"));
        var page = await TestHouse.PageAsync(keeper, "/keeper");
        var question = page.QuerySelector("form.asked input[name=question]")!.GetAttribute("value")!;

        Assert.Contains("不是问本站的", await KeptCity.SentAsync(keeper, "/keeper?handler=Answer", new() { ["question"] = $"{foreign}", ["answer"] = "fine" }));
        await TestHouse.PostFormAsync(keeper, "/keeper?handler=Answer", new() { ["question"] = question, ["answer"] = "shut" });

        Assert.Equal("shut", await city.AskAsync<string>($"SELECT answer FROM station_questions WHERE id = '{question}'"));
        Assert.True(await city.AskAsync<bool>($"SELECT answer IS NULL FROM station_questions WHERE id = '{foreign}'"));
        Assert.Equal(Calendar.OpenState.Closed, (await city.PlaceAsync("k7")).OpeningAt(DateTimeOffset.UtcNow.AddSeconds(1), Calendar.WorkingCalendar.China).State);
        Assert.Null((await TestHouse.PageAsync(keeper, "/keeper")).QuerySelector("form.asked"));
    }

    [Fact]
    public async Task An_officer_of_another_branch_finds_no_keepers_here()
    {
        var place = await city.PlaceAsync("k9");
        var elsewhere = await city.House.StaffAsync(Role.DistrictOfficer, await city.AskAsync<Guid>("SELECT id FROM unions WHERE name = '西城区总工会'"));

        foreach (var page in new[] { $"/station-keepers/{place.Id}", $"/station-visits/{place.Id}" }) Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(page)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Joining.JoiningPagesTests.PressAsync(elsewhere, "/sessions", $"/station-keepers/{place.Id}?handler=Add", new() { ["name"] = "外人" })).StatusCode);
        Assert.Equal(0L, await city.AskAsync<long>($"SELECT count(*) FROM keepers WHERE station_id = '{place.Id}'"));
    }

    /// <summary>As a Chinese keyboard types it when it is set to full width.</summary>
    static string Wide(string typed) => string.Concat(typed.Select(c => c is > ' ' and < '\u007f' ? (char)(c + 0xFEE0) : c));

    static string Asked(Place place) =>
        $"INSERT INTO station_questions (id, station_id, union_id, about, asked_at, rule, due_on) SELECT gen_random_uuid(), id, union_id, 'open', now(), 'station-question/city/2020-01-01', current_date FROM stations WHERE id = '{place.Id}' RETURNING id";
}
