namespace Waystation.Browser;

/// <summary>An officer of the federation walks through the tree of unions.</summary>
public class OfficerTests(RunningHouse house, Chromium chromium)
{
    [Theory]
    [InlineData(1440, true)]
    [InlineData(390, false)]
    public async Task An_officer_walks_from_the_city_down_to_a_street_and_back(int width, bool script)
    {
        await using var officer = await chromium.VisitorAsync(house, width, script);
        await officer.EnterAsync(house, "city");
        await officer.GoAsync("/unions");
        await Assertions.Expect(officer.Page.Locator("h1")).ToContainTextAsync("北京市总工会");

        await FollowAsync(officer, "东城区总工会");
        await FollowAsync(officer, "景山街道总工会");
        await officer.Page.Locator(".crumbs a").First.ClickAsync();

        await Assertions.Expect(officer.Page.Locator("h1")).ToContainTextAsync("北京市总工会");
        officer.NothingWentWrong();
        await officer.PictureAsync($"officer-city-{width}");
    }

    [Fact]
    public async Task An_officer_founds_a_union_and_finds_that_it_did_not_stand_the_day_before()
    {
        await using var officer = await chromium.VisitorAsync(house, 1440);
        await officer.EnterAsync(house, "city");
        await officer.GoAsync("/unions");
        await FollowAsync(officer, "东城区总工会");
        await officer.Page.Locator("main a[href$='/change']").ClickAsync();

        await officer.Page.Locator("#found-name").FillAsync("东城区试点工会");
        await officer.Page.Locator("#found-on").FillAsync("2025-06-01");
        await officer.Page.Locator("main form button.go").First.ClickAsync();
        await Assertions.Expect(officer.Page.Locator("h1")).ToContainTextAsync("东城区试点工会");
        await officer.Page.Locator("#on").FillAsync("2025-05-31");
        await officer.Page.Locator("main form button").First.ClickAsync();

        await Assertions.Expect(officer.Page.Locator("main .notice").First).ToContainTextAsync("2025-05-31");
        officer.NothingWentWrong();
    }

    [Fact]
    public async Task An_officer_finds_a_union_by_part_of_its_name()
    {
        await using var officer = await chromium.VisitorAsync(house, script: false);
        await officer.EnterAsync(house, "city");
        await officer.GoAsync("/unions");

        await officer.Page.Locator("#q").FillAsync("景山街道");
        await officer.Page.Locator("main form button").First.ClickAsync();

        await FollowAsync(officer, "景山街道总工会");
    }

    static async Task FollowAsync(Visitor officer, string name)
    {
        await officer.Page.Locator("main .list a").Filter(new() { HasText = name }).First.ClickAsync();
        await Assertions.Expect(officer.Page.Locator("h1")).ToContainTextAsync(name);
    }
}
