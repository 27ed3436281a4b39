using System.Net;

namespace Waystation.Rounds;

/// <summary>The same thing wrong in two rounds is one thing to mend.</summary>
public sealed class OneFaultTests(RoundsWorld world) : IClassFixture<RoundsWorld>
{
    [Fact]
    public async Task What_fails_in_two_rounds_is_one_fault_that_each_round_counts()
    {
        var (station, first, second) = (await world.StationAsync(1), await world.OpenAsync(), await world.OpenAsync());
        await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(first, station, DateTimeOffset.UtcNow.AddHours(-2), ("clean", "fault")));
        var again = await world.ReportAsync(second, station, null, ("clean", "fault"), ("water", "fault"));
        Assert.Equal("counts", (await RoundsWorld.DeliverAsync(world.Second, Guid.NewGuid(), again)).Standing);

        Assert.Equal("clean,water", await world.AskAsync<string>($"SELECT string_agg(item, ',' ORDER BY item) FROM round_faults WHERE station_id = '{station}' AND state = 'open'"));
        foreach (var (round, many) in new[] { (first, 1), (second, 2) })
            Assert.Equal(many, (await TestHouse.PageAsync(world.Officer, $"/faults?round={round}")).QuerySelectorAll("main ul.list > li").Length);
        Assert.Contains("再次发现", await world.Officer.GetStringAsync($"/faults/{await FaultAsync(station, "clean")}"));
        Assert.Equal("2", (await TestHouse.PageAsync(world.Officer, $"/rounds/{second}/report")).QuerySelector($".round-figures a[href='/faults?round={second}']")!.TextContent);
    }

    [Fact]
    public async Task Said_to_be_mended_and_found_wrong_again_it_is_open_and_what_was_seen_before_the_mending_changes_nothing()
    {
        var (station, first, second, third) = (await world.StationAsync(2), await world.OpenAsync(), await world.OpenAsync(), await world.OpenAsync());
        await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(first, station, DateTimeOffset.UtcNow.AddHours(-3), ("clean", "fault")));
        var fault = await FaultAsync(station, "clean");
        Assert.Equal(HttpStatusCode.Redirect, (await Joining.JoiningPagesTests.PressAsync(world.Officer, "/sessions", $"/faults/{fault}?handler=Mend", new() { ["how"] = "打扫了" })).StatusCode);

        await RoundsWorld.DeliverAsync(world.Second, Guid.NewGuid(), await world.ReportAsync(second, station, DateTimeOffset.UtcNow.AddHours(-1), ("clean", "fault")));
        Assert.Equal("mended", await StateAsync(fault));
        await RoundsWorld.DeliverAsync(world.Second, Guid.NewGuid(), await world.ReportAsync(third, station, DateTimeOffset.UtcNow.AddSeconds(5), ("clean", "fault")));

        Assert.Equal(("open", 1, 2L), (await StateAsync(fault), await world.AskAsync<int>($"SELECT returned FROM round_faults WHERE id = '{fault}'"), await world.AskAsync<long>($"SELECT count(*) FROM round_found_again WHERE fault_id = '{fault}'")));
    }

    [Fact]
    public async Task A_visit_that_is_set_aside_takes_its_finding_back_and_leaves_that_of_the_other_round()
    {
        var (station, first, second, id) = (await world.StationAsync(3), await world.OpenAsync(), await world.OpenAsync(), Guid.NewGuid());
        await RoundsWorld.DeliverAsync(world.Officer, id, await world.ReportAsync(first, station, DateTimeOffset.UtcNow.AddHours(-2), ("clean", "fault"), ("water", "fault")));
        await RoundsWorld.DeliverAsync(world.Second, Guid.NewGuid(), await world.ReportAsync(second, station, null, ("clean", "fault")));
        await RoundsWorld.DeliverAsync(world.Officer, id, await world.ReportAsync(first, station));

        var chosen = await world.AskAsync<Guid>($"SELECT id FROM round_visits WHERE visit_id = '{id}' AND standing = 'waits'");
        await Joining.JoiningPagesTests.PressAsync(world.Officer, "/sessions", $"/round-stops/{await world.StopAsync(first, station)}?handler=Settle", new() { ["chosen"] = $"{chosen}" });

        Assert.Equal("clean open;water withdrawn", await world.AskAsync<string>($"SELECT string_agg(item || ' ' || state, ';' ORDER BY item) FROM round_faults WHERE station_id = '{station}'"));
    }

    Task<Guid> FaultAsync(Guid station, string item) => world.AskAsync<Guid>($"SELECT id FROM round_faults WHERE station_id = '{station}' AND item = '{item}'");

    Task<string> StateAsync(Guid fault) => world.AskAsync<string>($"SELECT state FROM round_faults WHERE id = '{fault}'");
}
