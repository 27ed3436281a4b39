using System.Net;
using Waystation.Calendar;
using Waystation.Shared;

namespace Waystation.Rounds;

public sealed class FaultTests(RoundsWorld world) : IClassFixture<RoundsWorld>
{
    [Fact]
    public async Task A_fault_has_its_day_by_how_bad_it_is_and_whoever_mends_it()
    {
        var (round, station) = (await world.OpenAsync(), await world.StationAsync(1));
        await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(round, station, null, ("safe", "fault"), ("sign", "fault"), ("clean", "fault")));

        var today = City.Today(TimeProvider.System);
        var expected = $"clean slight keeper {today.AddDays(30):yyyy-MM-dd};safe grave keeper {WorkingCalendar.China.AddWorkingDays(today, 3):yyyy-MM-dd};sign ordinary street {WorkingCalendar.China.AddWorkingDays(today, 10):yyyy-MM-dd}";
        Assert.Equal(expected, await world.AskAsync<string>($"SELECT string_agg(item || ' ' || severity || ' ' || owner || ' ' || due_on, ';' ORDER BY item) FROM round_faults WHERE round_id = '{round}'"));
    }

    [Fact]
    public async Task A_keeper_says_that_it_is_mended_somebody_looks_again_and_who_mended_it_may_not()
    {
        var (round, station) = (await world.OpenAsync(), await world.StationAsync(2));
        await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(round, station, null, ("water", "fault")));
        var fault = await world.AskAsync<Guid>($"SELECT id FROM round_faults WHERE round_id = '{round}'");
        var (keeper, other) = (await world.House.KeeperAsync(world.Street, station), await world.House.KeeperAsync(world.Street, await world.StationAsync(3)));
        Assert.Equal("broken", await world.FacilityAsync(station, "water"));
        Assert.Contains("检查发现 1 个问题要整改", await keeper.GetStringAsync("/keeper"));

        Assert.Equal(HttpStatusCode.NotFound, (await PressAsync(other, "/keeper/faults", new() { ["fault"] = $"{fault}", ["how"] = "换了滤芯" })).StatusCode);
        Assert.Contains("请写怎样整改的", await SaidAsync(keeper, "/keeper/faults", new() { ["fault"] = $"{fault}" }));
        Assert.Contains("还没有人说整改好了", await SaidAsync(world.Officer, $"/faults/{fault}?handler=Check", new() { ["holds"] = "true" }));
        await PressAsync(keeper, "/keeper/faults", new() { ["fault"] = $"{fault}", ["how"] = "换了滤芯" });
        Assert.Equal("works", await world.FacilityAsync(station, "water"));
        Assert.Contains("不在待整改状态", await SaidAsync(keeper, "/keeper/faults", new() { ["fault"] = $"{fault}", ["how"] = "又换了" }));
        Assert.Contains("请写还差什么", await SaidAsync(world.Officer, $"/faults/{fault}?handler=Check", new() { ["holds"] = "false" }));
        Assert.Contains("整改好了等复查", await world.Officer.GetStringAsync("/desk"));

        await PressAsync(world.Officer, $"/faults/{fault}?handler=Check", new() { ["holds"] = "false", ["how"] = "还是凉的" });
        Assert.Equal(("open", "broken"), (await StateAsync(fault), await world.FacilityAsync(station, "water")));
        Assert.Contains("还是凉的", await keeper.GetStringAsync("/keeper/faults"));

        await PressAsync(world.Officer, $"/faults/{fault}?handler=Mend", new() { ["how"] = "换了一台" });
        Assert.Contains("整改人以外", await SaidAsync(world.Officer, $"/faults/{fault}?handler=Check", new() { ["holds"] = "true" }));
        await PressAsync(world.Second, $"/faults/{fault}?handler=Check", new() { ["holds"] = "true" });
        Assert.Equal(("closed", 1), (await StateAsync(fault), await world.AskAsync<int>($"SELECT returned FROM round_faults WHERE id = '{fault}'")));
    }

    [Fact]
    public async Task What_has_its_day_within_three_days_stands_on_the_desk_of_the_street_and_the_keeper_hears_of_an_announced_round()
    {
        var draft = world.Draft((world.OfficerId, 1));
        draft["Announced"] = "true";
        var opened = await TestHouse.PostFormAsync(world.Officer, "/rounds/new", draft);
        var (round, station) = (Guid.Parse(opened.Headers.Location!.OriginalString.Split('/')[^1]), await world.StationAsync(4));
        var keeper = await world.House.KeeperAsync(world.Street, station);
        Assert.Contains("有工会同事来回访自查", await keeper.GetStringAsync("/keeper"));

        await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(round, station, null, ("clean", "fault")));
        await world.DoAsync($"UPDATE round_faults SET due_on = current_date WHERE round_id = '{round}'");

        Assert.Contains("站点问题三天内到期", await world.Officer.GetStringAsync("/desk"));
        Assert.DoesNotContain("有工会同事来回访自查", await keeper.GetStringAsync("/keeper"));
    }

    Task<string> StateAsync(Guid fault) => world.AskAsync<string>($"SELECT state FROM round_faults WHERE id = '{fault}'");

    static Task<HttpResponseMessage> PressAsync(HttpClient who, string url, Dictionary<string, string> form) => Joining.JoiningPagesTests.PressAsync(who, "/sessions", url, form);

    static async Task<string> SaidAsync(HttpClient who, string url, Dictionary<string, string> form) => await (await PressAsync(who, url, form)).Content.ReadAsStringAsync();
}
