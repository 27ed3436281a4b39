using System.Net;
using Waystation.Lives;

namespace Waystation.Scenarios;

/// <summary>
/// S15 母婴关爱室: rooms of another kind, same care. A room that lacks its dedicated fridge fails that item, and that item alone; broken, not there and not looked at are different answers.
/// </summary>
public sealed class S15Tests(BuildingCity city) : IClassFixture<BuildingCity>
{
    [Fact]
    public async Task A_room_without_its_own_fridge_fails_that_item_alone_until_one_stands_there_and_works()
    {
        var room = await city.ApplyAsync("渤海银行母婴关爱室", "nursing-room", new() { ["Draft.Facilities"] = "桌椅、插座、冰箱" });
        await SayAsync(room, ("seats", "works"), ("phone-charging", "works"), ("fridge", "works"));

        Assert.Equal(("有 1 项不合格", "专用冰箱 无"), await StandardAsync(room));
        await SayAsync(room, ("nursing-fridge", "broken"));
        Assert.Equal(("有 1 项不合格", "专用冰箱 坏"), await StandardAsync(room));
        await SayAsync(room, ("nursing-fridge", "works"));
        Assert.Equal(("必备项目全部合格", ""), await StandardAsync(room));
        TestContext.Current.TestOutputHelper?.WriteLine("S15: 8 items of the standard; without the dedicated fridge 1 fails, with it 0");
    }

    [Fact]
    public async Task What_the_register_lists_and_nobody_has_looked_at_neither_meets_nor_fails()
    {
        var room = await city.ApplyAsync("只有登记的母婴关爱室", "nursing-room", new() { ["Draft.Facilities"] = "桌椅、插座、母婴专用冰箱" });

        Assert.Equal(("没有不合格，还有 3 项没看过", ""), await StandardAsync(room));
        Assert.Contains("请从列表中选择", await (await PostAsync(room, ("nursing-fridge", "perfect"))).Content.ReadAsStringAsync());
        Assert.Contains("请从列表中选择", await (await PostAsync(room, ("dragon", "works"))).Content.ReadAsStringAsync());
    }

    async Task SayAsync(Guid room, params (string Facility, string Status)[] found)
    {
        var said = await PostAsync(room, found);
        Assert.True(said.StatusCode is HttpStatusCode.Redirect, await said.Content.ReadAsStringAsync());
    }

    Task<HttpResponseMessage> PostAsync(Guid room, params (string Facility, string Status)[] found) =>
        TestHouse.PostFormAsync(city.Officer, $"/station-lives/{room}/standards", found.ToDictionary(f => $"Found[{f.Facility}]", f => f.Status));

    /// <summary>What the officers' page says of the standard for such rooms: as a whole, and which required items fail.</summary>
    async Task<(string Whole, string Failing)> StandardAsync(Guid room)
    {
        var page = await TestHouse.PageAsync(city.Officer, $"/station-lives/{room}/standards");
        var card = page.QuerySelector("section[aria-labelledby=standard-mother-and-baby]")!;
        var failing = from item in card.QuerySelectorAll("li")
                      where item.QuerySelector(".broken, .missing") is not null && !item.TextContent.Contains("建议", StringComparison.Ordinal)
                      select string.Join(' ', item.QuerySelectorAll("span").Select(s => s.TextContent.Trim()));
        return (card.QuerySelector(".state")!.TextContent, string.Join('；', failing));
    }
}
