using System.Net;
using System.Text.Json.Nodes;
using Waystation.Accounts;
using Waystation.Pictures;

namespace Waystation.Rounds;

/// <summary>A leader of the district opens each figure of a round down to the visit, and changes nothing on the way.</summary>
public sealed class LeaderReadsRoundsTests(RoundsWorld world) : IClassFixture<RoundsWorld>
{
    [Fact]
    public async Task A_leader_is_refused_every_form_of_a_round_and_shown_none()
    {
        var (leader, round) = (await LeaderAsync("朝阳区总工会"), await FilledAsync(1));
        var (open, mended) = (await FaultAsync(round, "open"), await FaultAsync(round, "mended"));
        async Task<string> StopAsync(int nth) => $"/round-stops/{await world.StopAsync(round, await world.StationAsync(nth))}";
        var before = await StateAsync(round);

        foreach (var page in new[] { "/rounds", $"/rounds/{round}", $"/rounds/{round}?state=Waits", $"/rounds/{round}/report", "/faults", $"/faults/{open}", await StopAsync(2), await StopAsync(3), await StopAsync(5) })
            await OnlyReads.AssertAsync(world.House, leader, world.Officer, page);
        foreach (var page in new[] { $"/faults/{mended}", await StopAsync(4) }) await OnlyReads.AssertAsync(world.House, leader, world.Second, page);
        foreach (var form in new[] { "/rounds/new", "/rounds/walk", $"{await StopAsync(5)}/visit", "/api/rounds/mine" }) Assert.Equal(HttpStatusCode.Forbidden, (await leader.GetAsync(form)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await RoundsWorld.DeliverAsync(leader, Guid.NewGuid(), await world.ReportAsync(round, await world.StationAsync(5)))).Status);

        Assert.Equal(before, await StateAsync(round));
    }

    [Fact]
    public async Task A_leader_of_another_district_finds_none_of_it()
    {
        var (leader, round) = (await LeaderAsync("东城区总工会"), await FilledAsync(7));
        var fault = await FaultAsync(round, "open");

        foreach (var page in new[] { $"/rounds/{round}", $"/rounds/{round}/report", $"/rounds/{round}/report?handler=Xlsx", $"/round-stops/{await world.StopAsync(round, await world.StationAsync(8))}", $"/faults/{fault}" })
            Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync(page)).StatusCode);
        foreach (var list in new[] { "/rounds", "/faults", $"/faults?round={round}" }) Assert.Empty((await TestHouse.PageAsync(leader, list)).QuerySelectorAll("main ul.list li"));
    }

    [Fact]
    public async Task A_leader_opens_each_figure_of_the_report_and_takes_it_along()
    {
        var (leader, round) = (await LeaderAsync("朝阳区总工会"), await FilledAsync(13));
        var report = await TestHouse.PageAsync(leader, $"/rounds/{round}/report");

        foreach (var figure in report.QuerySelectorAll(".round-figures a"))
            Assert.Equal(figure.TextContent, $"{(await TestHouse.PageAsync(leader, figure.GetAttribute("href")!)).QuerySelectorAll("main .list > li").Length}");
        Assert.Equal(["3", "0", "23", "2", "0", "1", "1"], report.QuerySelectorAll(".round-figures a").Select(figure => figure.TextContent));
        Assert.Equal(HttpStatusCode.OK, (await leader.GetAsync($"/rounds/{round}/report?handler=Xlsx")).StatusCode);
        Assert.Equal(1L, await world.AskAsync<long>($"SELECT count(*) FROM logbook l JOIN posts p ON p.account_id = l.account_id WHERE l.did = 'exported-round' AND l.about = '{round}' AND p.role = 'leader'"));
    }

    [Fact]
    public async Task Who_was_met_with_signature_and_photos_is_for_those_who_inspect()
    {
        var (leader, round) = (await LeaderAsync("朝阳区总工会"), await FilledAsync(19));
        var stop = $"/round-stops/{await world.StopAsync(round, await world.StationAsync(20))}";
        var (picture, signature) = (await world.AskAsync<Guid>($"SELECT pictures[1] FROM round_visits WHERE round_id = '{round}' AND pictures <> '{{}}'"), await world.AskAsync<Guid>($"SELECT signature FROM round_visits WHERE round_id = '{round}' AND signature IS NOT NULL"));
        string[] people = ["王店长", $"{picture}", $"{signature}"];

        var (seen, kept) = (await world.Officer.GetStringAsync(stop), await leader.GetStringAsync(stop));

        Assert.All(people, one => Assert.Contains(one, seen));
        Assert.All(people, one => Assert.DoesNotContain(one, kept));
        foreach (var said in new[] { "对方认可", "照片已到 1/1 张", "只供经办人员查看", "有热水可喝" }) Assert.Contains(said, kept);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"/kept-pictures/{picture}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.GetAsync($"/round-signatures/{signature}")).StatusCode);
    }

    async Task<HttpClient> LeaderAsync(string union) => await world.House.StaffAsync(Role.Leader, await world.AskAsync<Guid>($"SELECT id FROM unions WHERE name = '{union}'"));

    Task<Guid> FaultAsync(Guid round, string state) => world.AskAsync<Guid>($"SELECT id FROM round_faults WHERE round_id = '{round}' AND state = '{state}' LIMIT 1");

    Task<string> StateAsync(Guid round) => world.AskAsync<string>(
        $"SELECT concat((SELECT md5(string_agg(v::text, '' ORDER BY v.id)) FROM round_visits v WHERE round_id = '{round}'), (SELECT md5(string_agg(f::text, '' ORDER BY f.id)) FROM round_faults f WHERE round_id = '{round}'), (SELECT md5(string_agg(s::text, '' ORDER BY s.id)) FROM round_stops s WHERE round_id = '{round}'), (SELECT r::text FROM rounds r WHERE id = '{round}'), (SELECT count(*) FROM round_people))");

    /// <summary>From the nth station on: one in order, one with two faults (one said to be mended), of which somebody signed and a photo was taken, one seen twice and differently, one that somebody asks to excuse.</summary>
    async Task<Guid> FilledAsync(int nth)
    {
        var round = await world.OpenAsync();
        var (fit, wrong, twice, excused) = (await world.StationAsync(nth), await world.StationAsync(nth + 1), await world.StationAsync(nth + 2), await world.StationAsync(nth + 3));
        var (picture, signature) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(round, fit));
        var report = await world.ReportAsync(round, wrong, null, ("water", "fault"), ("clean", "fault"));
        (report["pictures"], report["signature"]) = (new JsonArray($"{picture}"), $"{signature}");
        await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), report);
        foreach (var (part, id) in new[] { ("pictures", picture), ("signatures", signature) })
            Assert.Equal(HttpStatusCode.Created, (await world.Officer.PutAsync($"/api/rounds/{round}/stations/{wrong}/{part}/{id}", new ByteArrayContent(HandMade.Photo()) { Headers = { ContentType = new("image/jpeg") } })).StatusCode);
        await PressAsync($"/faults/{await world.AskAsync<Guid>($"SELECT id FROM round_faults WHERE round_id = '{round}' AND item = 'water'")}?handler=Mend", new() { ["how"] = "换了滤芯" });
        await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(round, twice));
        await RoundsWorld.DeliverAsync(world.Second, Guid.NewGuid(), await world.ReportAsync(round, twice, null, ("sign", "fault")));
        await PressAsync($"/round-stops/{await world.StopAsync(round, excused)}?handler=AskExcuse", new() { ["reason"] = "商场装修" });
        return round;
    }

    async Task PressAsync(string form, Dictionary<string, string> fields) => Assert.Equal(HttpStatusCode.Redirect, (await Joining.JoiningPagesTests.PressAsync(world.Officer, "/sessions", form, fields)).StatusCode);
}
