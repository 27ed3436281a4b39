using System.Globalization;
using System.Text.RegularExpressions;

namespace Waystation.Browser;

/// <summary>A courier on the street with an old phone: where can I sit down, drink, charge, now.</summary>
public partial class WorkerTests(RunningHouse house, Chromium chromium)
{
    static readonly (float Lat, float Lon) guomao = (39.909f, 116.459f);

    [Fact]
    public async Task A_worker_finds_the_nearest_stations_from_where_they_stand()
    {
        await using var worker = await chromium.VisitorAsync(house, at: guomao);
        await worker.GoAsync("/");

        await worker.Page.Locator("#here").ClickAsync();
        await worker.Page.WaitForURLAsync("**lat=39.909**");

        Assert.DoesNotContain("116.4590", worker.Page.Url);
        await HasNearestFirstAsync(worker.Page);
        worker.NothingWentWrong();
        await worker.PictureAsync("worker-nearest-390");
    }

    [Fact]
    public async Task A_worker_who_does_not_give_their_position_is_told_what_to_do_instead()
    {
        await using var worker = await chromium.VisitorAsync(house);
        await worker.GoAsync("/");

        await worker.Page.Locator("#here").ClickAsync();

        await Assertions.Expect(worker.Page.Locator("#trouble")).Not.ToBeEmptyAsync();
        await Assertions.Expect(worker.Page.Locator("#here")).ToBeEnabledAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_worker_chooses_a_street_and_sees_the_nearest_first_also_without_script(bool script)
    {
        await using var worker = await chromium.VisitorAsync(house, script: script);
        await worker.GoAsync("/");
        var street = await worker.Page.Locator("#area option").Nth(1).GetAttributeAsync("value");

        await worker.Page.Locator("#area").SelectOptionAsync(street!);
        await worker.Page.Locator("main button.go").ClickAsync();
        await worker.Page.WaitForLoadStateAsync();

        Assert.Equal(street, await worker.Page.Locator("#area").InputValueAsync());
        await HasNearestFirstAsync(worker.Page);
        worker.NothingWentWrong();
    }

    [Fact]
    public async Task A_worker_who_asks_for_open_stations_sees_no_closed_one()
    {
        await using var worker = await chromium.VisitorAsync(house, script: false);
        await worker.GoAsync("/");

        await worker.Page.Locator("input[name=open]").CheckAsync();
        await worker.Page.Locator("main button.go").ClickAsync();
        await worker.Page.WaitForLoadStateAsync();

        // At night nothing may be open; then a sentence says so.
        var shown = await worker.Page.Locator("main .list .card").CountAsync();
        Assert.Equal(shown, await worker.Page.Locator("main .list .card .state.open").CountAsync());
        Assert.True(shown > 0 || await worker.Page.Locator("main .notice").IsVisibleAsync());
        await worker.PictureAsync("worker-open-390");
    }

    static async Task HasNearestFirstAsync(IPage page)
    {
        var metres = (await page.Locator("main .list .card .num").AllInnerTextsAsync()).Select(Metres).ToArray();
        Assert.NotEmpty(metres);
        Assert.Equal(metres.Order(), metres);
    }

    /// <summary>850 米 or 1.2 公里.</summary>
    static double Metres(string said)
    {
        var match = Distance().Match(said);
        Assert.True(match.Success, said);
        return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * (match.Groups[2].Value == "公里" ? 1000 : 1);
    }

    [GeneratedRegex(@"([\d.]+)\s*(米|公里)")]
    private static partial Regex Distance();
}
