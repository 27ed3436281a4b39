using System.Net;
using Waystation.Joining;

namespace Waystation.Rounds;

/// <summary>A station ends while its faults are open: nobody is late with what nobody can mend any more, and the round's report still counts it.</summary>
public sealed class EndedStationTests(RoundsWorld world) : IClassFixture<RoundsWorld>
{
    [Fact]
    public async Task What_was_open_at_a_station_that_ended_waits_for_nobody_and_stays_in_the_report()
    {
        var (station, round) = (await world.StationAsync(1), await world.OpenAsync());
        await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(round, station, null, ("clean", "fault"), ("water", "fault")));
        var (open, mended) = (await FaultAsync(station, "clean"), await FaultAsync(station, "water"));
        await world.DoAsync($"UPDATE round_faults SET due_on = current_date - 1 WHERE station_id = '{station}'");
        await world.DoAsync($"UPDATE round_faults SET state = 'mended', mended_by = '{world.SecondId}', mended_at = now(), mended_how = '修了' WHERE id = '{mended}'");
        Assert.Equal((1, 1), (await ShownAsync("state=Open"), await ShownAsync("state=Mended")));

        await world.DoAsync($"UPDATE stations SET status = 'retired' WHERE id = '{station}'");

        Assert.Equal((0, 0, 0), (await ShownAsync("state=Open"), await ShownAsync("state=Mended"), await ShownAsync("")));
        Assert.DoesNotContain("/faults?state=", await world.Officer.GetStringAsync("/desk"));
        Assert.Equal(2, await ShownAsync($"round={round}"));
        var list = await world.Officer.GetStringAsync($"/faults?round={round}");
        Assert.Contains("站点已撤", list);
        Assert.DoesNotContain("已逾期", list);
        Assert.Contains("有 2 项所在站点已经撤站", await world.Officer.GetStringAsync($"/rounds/{round}/report"));

        var page = await TestHouse.PageAsync(world.Officer, $"/faults/{open}");
        Assert.Contains("不再整改", page.Body!.TextContent);
        Assert.Empty(page.QuerySelectorAll("main form"));
        foreach (var (fault, press, how) in new[] { (open, "Mend", "修好了"), (mended, "Check", "看过") })
        {
            var refused = await JoiningPagesTests.PressAsync(world.Officer, "/sessions", $"/faults/{fault}?handler={press}", new() { ["how"] = how, ["holds"] = "true" });
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
            Assert.Contains("不再整改", await refused.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task A_station_on_a_building_site_is_over_with_its_last_day_and_no_job_has_to_run()
    {
        var (station, round) = (await world.StationAsync(2), await world.OpenAsync());
        await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(round, station, null, ("clean", "fault")));
        Assert.Equal(1, await ShownAsync($"item=clean&round={round}"));

        await world.DoAsync($"UPDATE stations SET kind = 'site', starts_on = current_date - 9, ends_on = current_date - 1 WHERE id = '{station}'");

        Assert.DoesNotContain($"/faults/{await FaultAsync(station, "clean")}", await world.Officer.GetStringAsync("/faults"));
    }

    [Fact]
    public async Task A_station_that_ends_during_a_round_is_not_walked_to_and_is_excused_by_two_people()
    {
        var (station, round) = (await world.StationAsync(3), await world.OpenAsync());
        var stop = await world.StopAsync(round, station);
        Assert.DoesNotContain("不用再去", await world.Officer.GetStringAsync($"/rounds/{round}"));

        await world.DoAsync($"UPDATE stations SET status = 'retired' WHERE id = '{station}'");

        foreach (var page in new[] { $"/rounds/{round}", $"/round-stops/{stop}" }) Assert.Contains("不用再去", await world.Officer.GetStringAsync(page));
        await JoiningPagesTests.PressAsync(world.Officer, "/sessions", $"/round-stops/{stop}?handler=AskExcuse", new() { ["reason"] = "已经撤站" });
        Assert.Equal(HttpStatusCode.Redirect, (await JoiningPagesTests.PressAsync(world.Second, "/sessions", $"/round-stops/{stop}?handler=AgreeToExcuse", [])).StatusCode);
        Assert.DoesNotContain("不用再去", await world.Officer.GetStringAsync($"/rounds/{round}"));
    }

    [Fact]
    public async Task A_round_that_would_begin_years_ahead_is_a_year_typed_wrongly()
    {
        var draft = world.Draft((world.OfficerId, 1));
        (draft["From"], draft["Until"]) = ("9999-12-30", "9999-12-31");

        var refused = await TestHouse.PostFormAsync(world.Officer, "/rounds/new", draft);

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains("请核对年份", await refused.Content.ReadAsStringAsync());
    }

    async Task<int> ShownAsync(string query) => (await TestHouse.PageAsync(world.Officer, $"/faults?{query}")).QuerySelectorAll("main ul.list > li").Length;

    Task<Guid> FaultAsync(Guid station, string item) => world.AskAsync<Guid>($"SELECT id FROM round_faults WHERE station_id = '{station}' AND item = '{item}'");
}
