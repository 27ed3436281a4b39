using System.Net;
using Waystation.Accounts;
using Waystation.Joining;

namespace Waystation.Rounds;

/// <summary>A round that was opened by mistake: cancelled with a reason before anybody has inspected a station, and never afterwards.</summary>
public sealed class CancelRoundTests(RoundsWorld world) : IClassFixture<RoundsWorld>
{
    [Fact]
    public async Task Without_a_reason_or_after_the_first_inspection_a_round_is_not_cancelled()
    {
        var (round, station) = (await world.OpenAsync(), await world.StationAsync(1));
        foreach (var why in new[] { "", " \u200b ", new string('长', 201) }) Assert.Contains("请写理由", await SaidAsync(round, why));

        Assert.Equal(HttpStatusCode.Created, (await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(round, station))).Status);
        Assert.Contains("已经查过 1 个站点", await SaidAsync(round, "开错了"));
        Assert.Null((await TestHouse.PageAsync(world.Officer, $"/rounds/{round}")).QuerySelector("form[action*=Cancel]"));
        Assert.Equal(0L, await world.AskAsync<long>($"SELECT count(*) FROM rounds WHERE id = '{round}' AND ended_at IS NOT NULL"));
    }

    [Fact]
    public async Task Nobody_cancels_a_round_of_another_branch_or_with_a_post_that_only_reads()
    {
        var round = await world.OpenAsync();
        var elsewhere = await world.House.StaffAsync(Role.DistrictOfficer, await world.AskAsync<Guid>("SELECT id FROM unions WHERE name = '东城区总工会'"));
        var leader = await world.House.StaffAsync(Role.Leader, await world.AskAsync<Guid>("SELECT id FROM unions WHERE name = '朝阳区总工会'"));

        Assert.Equal(HttpStatusCode.NotFound, (await PressAsync(elsewhere, round, "开错了")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PressAsync(leader, round, "开错了")).StatusCode);
        Assert.Equal(0L, await world.AskAsync<long>($"SELECT count(*) FROM rounds WHERE id = '{round}' AND ended_at IS NOT NULL"));
    }

    [Fact]
    public async Task A_cancelled_round_stays_in_the_list_with_its_reason_and_a_phone_that_knew_it_loses_nothing()
    {
        var (round, station) = (await world.OpenAsync(), await world.StationAsync(2));
        var report = await world.ReportAsync(round, station);

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => PressAsync(world.Officer, round, "日期填错了，另开一轮")));

        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.Redirect);
        foreach (var other in answers.Where(answer => answer.StatusCode is not HttpStatusCode.Redirect)) Assert.Contains("已经结束", await other.Content.ReadAsStringAsync());
        Assert.Equal(1L, await world.AskAsync<long>($"SELECT count(*) FROM logbook WHERE did = 'cancelled-round' AND about = '{round}'"));
        Assert.DoesNotContain($"{round}", await world.Officer.GetStringAsync("/api/rounds/mine"));
        Assert.Contains("已取消", await world.Officer.GetStringAsync("/rounds"));
        foreach (var page in new[] { $"/rounds/{round}", $"/rounds/{round}/report" }) Assert.Contains("日期填错了，另开一轮", await world.Officer.GetStringAsync(page));

        Assert.Equal(HttpStatusCode.Created, (await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), report)).Status);
        Assert.Equal(1L, await world.AskAsync<long>($"SELECT count(*) FROM round_visits WHERE round_id = '{round}'"));
    }

    static Task<HttpResponseMessage> PressAsync(HttpClient who, Guid round, string why) => JoiningPagesTests.PressAsync(who, "/sessions", $"/rounds/{round}?handler=Cancel", new() { ["why"] = why });

    async Task<string> SaidAsync(Guid round, string why)
    {
        var answer = await PressAsync(world.Officer, round, why);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}
