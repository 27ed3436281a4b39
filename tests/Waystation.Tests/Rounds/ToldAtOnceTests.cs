using AngleSharp.Html.Dom;
using Waystation.Places;

namespace Waystation.Rounds;

/// <summary>What a round changes in what others are told: everybody of a station, and its keeper of who comes.</summary>
public sealed class ToldAtOnceTests(RoundsWorld world) : IClassFixture<RoundsWorld>
{
    [Fact]
    public async Task What_is_found_is_told_to_everybody_with_the_next_look_and_so_is_its_repair_and_that_the_repair_was_none()
    {
        var (round, station) = (await world.OpenAsync(), await world.StationAsync(1));
        Assert.Equal(("listed", false), await PublicAsync(station));

        await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(round, station, null, ("open-as-posted", "fault"), ("water", "fault")));
        Assert.Equal(("broken", true), await PublicAsync(station));

        var fault = await world.AskAsync<Guid>($"SELECT id FROM round_faults WHERE station_id = '{station}' AND item = 'water'");
        await PressAsync(world.Officer, $"/faults/{fault}?handler=Mend", new() { ["how"] = "换了滤芯" });
        Assert.Equal(("works", true), await PublicAsync(station));
        await PressAsync(world.Second, $"/faults/{fault}?handler=Check", new() { ["holds"] = "false", ["how"] = "还是凉的" });
        Assert.Equal(("broken", true), await PublicAsync(station));
    }

    [Fact]
    public async Task A_keeper_hears_of_an_announced_round_only_and_not_where_nobody_comes()
    {
        var keeper = await world.House.KeeperAsync(world.Street, await world.StationAsync(2));
        await world.OpenAsync();
        Assert.DoesNotContain("回访自查", await keeper.GetStringAsync("/keeper"));

        var draft = world.Draft((world.OfficerId, 1));
        draft["Announced"] = "true";
        var announced = Guid.Parse((await TestHouse.PostFormAsync(world.Officer, "/rounds/new", draft)).Headers.Location!.OriginalString.Split('/')[^1]);
        Assert.Contains("有工会同事来回访自查", await keeper.GetStringAsync("/keeper"));

        var stop = $"/round-stops/{await world.StopAsync(announced, await world.StationAsync(2))}";
        await PressAsync(world.Officer, $"{stop}?handler=AskExcuse", new() { ["reason"] = "商场整体装修停业" });
        await PressAsync(world.Second, $"{stop}?handler=AgreeToExcuse", []);
        Assert.DoesNotContain("有工会同事来回访自查", await keeper.GetStringAsync("/keeper"));
    }

    [Fact]
    public async Task Each_figure_of_a_round_and_of_its_report_opens_as_many_records_as_it_says()
    {
        var round = await world.OpenAsync();
        var excused = $"/round-stops/{await world.StopAsync(round, await world.StationAsync(3))}";
        await PressAsync(world.Officer, $"{excused}?handler=AskExcuse", new() { ["reason"] = "商场整体装修停业" });
        await PressAsync(world.Second, $"{excused}?handler=AgreeToExcuse", []);
        for (var nth = 4; nth < 9; nth++) await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(round, await world.StationAsync(nth), null, nth % 2 == 0 ? [("clean", "fault"), ("sign", "fault")] : []));
        // Two teams contradict each other: seen all the same, and to be settled.
        await RoundsWorld.DeliverAsync(world.Second, Guid.NewGuid(), await world.ReportAsync(round, await world.StationAsync(4)));

        foreach (var page in new[] { $"/rounds/{round}", $"/rounds/{round}/report" })
        {
            var (opened, links) = (new List<int>(), (await TestHouse.PageAsync(world.Officer, page)).QuerySelectorAll(".round-figures a, table td[data-label] a").Cast<IHtmlAnchorElement>().ToList());
            foreach (var link in links)
            {
                var records = await TestHouse.PageAsync(world.Officer, link.GetAttribute("href") is ['?', ..] query ? page + query : link.GetAttribute("href")!);
                Assert.Equal((page, link.GetAttribute("href"), link.TextContent), (page, link.GetAttribute("href"), $"{records.QuerySelectorAll("main .list > li").Length}"));
                opened.Add(int.Parse(link.TextContent, System.Globalization.CultureInfo.InvariantCulture));
            }

            Assert.Equal([5, 1, 20], opened[..3]);
            Assert.Equal(page.EndsWith("report", StringComparison.Ordinal) ? 15 : 6, opened.Count);
        }

        var settled = await TestHouse.PageAsync(world.Officer, $"/round-stops/{await world.StopAsync(round, await world.StationAsync(4))}");
        Assert.Equal(2 * 2, settled.QuerySelectorAll(".things li.differs").Length);
        Assert.Single((await TestHouse.PageAsync(world.Officer, $"/rounds/{round}?state=Waits")).QuerySelectorAll("main .list > li"));
    }

    /// <summary>What the public page says of its water, and whether it says that an inspection found it shut.</summary>
    async Task<(string Water, bool IsShut)> PublicAsync(Guid station)
    {
        await PlacesWorld.LoadAsync(world.House);
        var page = await TestHouse.PageAsync(world.House.Visitor(), $"/stations/{world.Public(station).Slug}?now={Guid.NewGuid():N}");
        var water = page.QuerySelectorAll("main .things li").Single(li => li.TextContent.Contains("饮水", StringComparison.Ordinal)).QuerySelector(".has")!;
        return (water.ClassList.Single(name => name != "has"), page.QuerySelector("main .state.closed") is not null && page.Body!.TextContent.Contains("回访自查时没开门", StringComparison.Ordinal));
    }

    static Task<HttpResponseMessage> PressAsync(HttpClient who, string url, Dictionary<string, string> form) => Joining.JoiningPagesTests.PressAsync(who, "/sessions", url, form);
}
