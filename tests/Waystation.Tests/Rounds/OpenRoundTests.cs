using System.Net;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Rounds;

public sealed class OpenRoundTests(RoundsWorld world) : IClassFixture<RoundsWorld>
{
    [Fact]
    public async Task A_round_without_people_with_a_team_left_out_or_over_another_branch_is_refused_in_a_sentence()
    {
        await RefusedAsync(world.Draft(), "请至少给一位同事选组");
        await RefusedAsync(world.Draft((Guid.NewGuid(), 1)), "只能选名单上的同事");
        await RefusedAsync(world.Draft((world.OfficerId, 1), (world.SecondId, 3)), "不能跳号");
        await RefusedAsync(With("Union", $"{Guid.NewGuid()}"), "本级范围内");
        await RefusedAsync(With("Until", "2020-01-01"), "请写对起止日期");
        await RefusedAsync(With("From", "从前"), "请写对起止日期");
        await RefusedAsync(With("RoundTitle", " "), "请写名称");
        await RefusedAsync(With("Announced", ""), "是否提前告知");
    }

    [Fact]
    public async Task A_round_whose_button_is_pressed_twice_is_opened_once()
    {
        var draft = world.Draft((world.OfficerId, 1));
        (draft["RoundTitle"], draft["once"]) = ("连点自查", $"{Guid.NewGuid()}");

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Joining.JoiningPagesTests.PressAsync(world.Officer, "/sessions", "/rounds/new", new(draft))));

        Assert.Single(answers, a => a.StatusCode is HttpStatusCode.Redirect);
        foreach (var other in answers.Where(a => a.StatusCode is not HttpStatusCode.Redirect)) Assert.Contains("没有重复办理", await other.Content.ReadAsStringAsync());
        Assert.Equal(1L, await world.AskAsync<long>("SELECT count(*) FROM rounds WHERE title = '连点自查'"));
        Assert.NotNull((await TestHouse.PageAsync(world.Officer, "/rounds/new")).QuerySelector("input[name=once]"));
    }

    [Fact]
    public async Task Nobody_is_put_on_a_round_none_of_whose_stations_they_reach()
    {
        var district = await world.House.StaffAsync(Role.DistrictOfficer, await world.AskAsync<Guid>("SELECT id FROM unions WHERE name = '朝阳区总工会'"));
        await world.House.StaffAsync(Role.SubdistrictOfficer, await world.AskAsync<Guid>("SELECT u.id FROM unions u JOIN union_reach l ON l.below_id = u.id AND l.during @> current_date JOIN unions d ON d.id = l.above_id WHERE d.name = '朝阳区总工会' AND u.name LIKE '%街道%' AND u.name <> '朝阳区和平街街道总工会' ORDER BY u.name LIMIT 1"));
        var elsewhere = await world.AskAsync<Guid>("SELECT id FROM accounts ORDER BY id DESC LIMIT 1");

        var answer = await (await TestHouse.PostFormAsync(district, "/rounds/new", world.Draft((world.OfficerId, 1), (elsewhere, 2)))).Content.ReadAsStringAsync();
        Assert.Contains("管不到这一级的任何站点", answer);
        Assert.Equal(HttpStatusCode.Redirect, (await TestHouse.PostFormAsync(district, "/rounds/new", world.Draft((world.OfficerId, 1), (world.SecondId, 2)))).StatusCode);
    }

    [Fact]
    public async Task Every_station_that_is_on_the_map_that_day_is_on_the_round_once_in_a_short_order()
    {
        var (retired, preparing, resting) = (await world.StationAsync(1), await world.StationAsync(2), await world.StationAsync(3));
        await world.DoAsync($"UPDATE stations SET status = 'retired' WHERE id = '{retired}'; UPDATE stations SET status = 'preparing', stage = 'equipped' WHERE id = '{preparing}'; UPDATE stations SET status = 'suspended' WHERE id = '{resting}'");
        var round = await world.OpenAsync();
        await world.DoAsync("UPDATE stations SET status = 'active', stage = NULL WHERE status <> 'active'");

        Assert.Equal(24L, await world.AskAsync<long>($"SELECT count(*) FROM round_stops WHERE round_id = '{round}'"));
        Assert.Equal(0L, await world.AskAsync<long>($"SELECT count(*) FROM round_stops WHERE round_id = '{round}' AND station_id IN ('{retired}', '{preparing}')"));
        Assert.Equal("12,12", await world.AskAsync<string>($"SELECT string_agg(n::text, ',') FROM (SELECT count(*) n FROM round_stops WHERE round_id = '{round}' GROUP BY team) t"));
        const string Way = "SELECT sum(d) FROM (SELECT sqrt(power((lat - lag(lat) OVER w) * 111, 2) + power((lon - lag(lon) OVER w) * 85, 2)) d FROM round_stops r JOIN stations s ON s.id = r.station_id WHERE round_id = '{0}' WINDOW w AS (ORDER BY {1})) x";
        var (walked, byNumber) = (await world.AskAsync<double>(string.Format(null, Way, round, "team, on_day, place")), await world.AskAsync<double>(string.Format(null, Way, round, "s.code")));
        Assert.True(walked < byNumber / 2, $"{walked:0.0} km, by number {byNumber:0.0} km");
    }

    [Fact]
    public async Task Who_reaches_none_of_its_stations_does_not_find_a_round_and_who_keeps_members_opens_none()
    {
        var round = await world.OpenAsync();
        var elsewhere = await world.House.StaffAsync(Role.SubdistrictOfficer, await world.AskAsync<Guid>("SELECT id FROM unions WHERE name = '东城区建国门街道总工会'"));
        var chair = await world.House.StaffAsync(Role.GrassrootsChair, world.Street);

        foreach (var page in new[] { $"/rounds/{round}", $"/rounds/{round}/report", $"/round-stops/{await world.StopAsync(round, await world.StationAsync(5))}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(page)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await chair.GetAsync(page)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await world.Officer.GetAsync(page)).StatusCode);
        }
    }

    [Fact]
    public async Task A_colleague_joins_a_running_round_delivers_at_once_and_changes_the_team_and_none_joins_one_that_is_over()
    {
        var (round, station) = (await world.OpenAsync(), await world.StationAsync(6));
        var ((third, account), report) = (await world.ColleagueAsync(), await world.ReportAsync(round, station));
        Dictionary<string, string> Put(int team, Guid? who = null) => new() { ["who"] = $"{who ?? account}", ["team"] = $"{team}" };
        var join = $"/rounds/{round}?handler=Join";
        Assert.Contains("不在这一轮的任何一组", (await RoundsWorld.DeliverAsync(third, Guid.NewGuid(), report)).Said);
        Assert.Contains("分 1 到 2 组", await PostAsync(world.Officer, join, Put(3)));
        Assert.Contains("只能选名单上的同事", await PostAsync(world.Officer, join, Put(1, Guid.NewGuid())));
        var elsewhere = await world.House.StaffAsync(Role.SubdistrictOfficer, await world.AskAsync<Guid>("SELECT id FROM unions WHERE name = '东城区建国门街道总工会'"));
        Assert.Equal(HttpStatusCode.NotFound, (await Joining.JoiningPagesTests.PressAsync(elsewhere, "/sessions", join, Put(1))).StatusCode);

        await PostAsync(world.Officer, join, Put(1));
        Assert.Equal("counts", (await RoundsWorld.DeliverAsync(third, Guid.NewGuid(), report)).Standing);
        await PostAsync(world.Officer, join, Put(2));
        Assert.Equal((2, 1), (await world.AskAsync<int>($"SELECT team FROM round_people WHERE round_id = '{round}' AND account_id = '{account}'"), await world.AskAsync<int>($"SELECT team FROM round_visits WHERE round_id = '{round}'")));

        await world.DoAsync($"UPDATE rounds SET ended_at = now(), ended_by = '{world.OfficerId}' WHERE id = '{round}'");
        Assert.Contains("这一轮已经结束", await PostAsync(world.Officer, join, Put(1)));
        Assert.Equal(2, await world.AskAsync<int>($"SELECT team FROM round_people WHERE round_id = '{round}' AND account_id = '{account}'"));
    }

    [Fact]
    public async Task A_round_ends_when_each_station_is_seen_or_excused_by_a_second_person()
    {
        var round = await world.OpenAsync();
        var stop = $"/round-stops/{await world.StopAsync(round, await world.StationAsync(4))}";
        Assert.Contains("还有 26 个站点没查", await EndAsync(world.Officer, round));
        await PostAsync(world.Officer, $"{stop}?handler=AskExcuse", new() { ["reason"] = "商场整体装修停业" });
        Assert.Contains("申请人以外的同事", await PostAsync(world.Officer, $"{stop}?handler=AgreeToExcuse", []));
        await PostAsync(world.Second, $"{stop}?handler=AgreeToExcuse", []);

        Assert.Contains("还有 25 个站点没查", await EndAsync(world.Officer, round));
        await world.DoAsync($"UPDATE round_stops SET excuse = '雪', excuse_asked_by = '{world.OfficerId}', excuse_asked_at = now(), excused_by = '{world.SecondId}', excused_at = now() WHERE round_id = '{round}' AND excuse IS NULL");
        await EndAsync(world.Officer, round);

        Assert.True(await world.AskAsync<bool>($"SELECT ended_at IS NOT NULL FROM rounds WHERE id = '{round}'"));
        Assert.Contains("已经结束", await PostAsync(world.Second, $"{stop}?handler=TakeBackExcuse", []));
    }

    Task<string> EndAsync(HttpClient who, Guid round) => PostAsync(who, $"/rounds/{round}?handler=End", []);

    static async Task<string> PostAsync(HttpClient who, string url, Dictionary<string, string> form) =>
        await (await Joining.JoiningPagesTests.PressAsync(who, "/sessions", url, form)).Content.ReadAsStringAsync();

    Dictionary<string, string> With(string field, string value)
    {
        var draft = world.Draft((world.OfficerId, 1));
        draft[field] = value;
        return draft;
    }

    async Task RefusedAsync(Dictionary<string, string> draft, string says)
    {
        var answer = await TestHouse.PostFormAsync(world.Officer, "/rounds/new", draft);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync());
    }
}
