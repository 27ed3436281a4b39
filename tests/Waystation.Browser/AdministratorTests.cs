using System.Text.RegularExpressions;

namespace Waystation.Browser;

/// <summary>The three administrators, kept apart: one gives posts, one reads the log, one looks after the machine.</summary>
public partial class AdministratorTests(RunningHouse house, Chromium chromium)
{
    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task A_security_administrator_gives_a_post_and_takes_it_back(int width)
    {
        var name = $"孙干事{width}";
        await using var security = await chromium.VisitorAsync(house, width);
        await security.EnterAsync(house, "security");
        await security.GoAsync("/accounts");
        await security.Page.Locator("main a.go").ClickAsync();

        await security.Page.Locator("#Name").FillAsync(name);
        await security.Page.Locator("#Role").SelectOptionAsync("subdistrict-officer");
        await security.Page.Locator("#Union").FillAsync("街道总工会");
        await security.Page.Locator("main button.go").ClickAsync();
        await security.PictureAsync($"accounts-give-which-{width}");
        await security.Page.Locator("input[name=UnionId]").First.CheckAsync();
        await security.Page.Locator("main button.go").ClickAsync();
        await Assertions.Expect(security.Page.Locator("main .secret")).ToHaveTextAsync(SetUpLink());
        await security.PictureAsync($"accounts-given-{width}");

        await security.Page.Locator("main .acts a").First.ClickAsync();
        await Assertions.Expect(security.Page.Locator("h1")).ToHaveTextAsync(name);
        await Assertions.Expect(security.Page.Locator("main .secret")).ToHaveCountAsync(0);
        await security.PictureAsync($"accounts-colleague-{width}");
        await security.Page.Locator("button[name=post]").ClickAsync();
        await Assertions.Expect(security.Page.Locator("button[name=post]")).ToHaveCountAsync(0);
        security.NothingWentWrong();
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task An_audit_administrator_finds_who_signed_in_and_takes_the_list_along(int width)
    {
        await using var audit = await chromium.VisitorAsync(house, width, script: false);
        await audit.EnterAsync(house, "audit");
        await audit.GoAsync("/log");

        await audit.Page.Locator("#did").SelectOptionAsync("signed-in");
        await audit.Page.Locator("#who").FillAsync("audit");
        await audit.Page.Locator("main button.go").ClickAsync();
        await Assertions.Expect(audit.Page.Locator("main tbody tr")).ToHaveCountAsync(1);
        await audit.PictureAsync($"log-filtered-{width}");
        var download = await audit.Page.RunAndWaitForDownloadAsync(() => audit.Page.Locator("main form[method=post] button").ClickAsync());

        Assert.Equal("logbook.csv", download.SuggestedFilename);
        Assert.Equal(2, (await File.ReadAllLinesAsync((await download.PathAsync())!)).Length);
        audit.NothingWentWrong();
    }

    [Fact]
    public async Task An_audit_administrator_sees_neither_members_nor_accounts()
    {
        await using var audit = await chromium.VisitorAsync(house, 1440);
        await audit.EnterAsync(house, "audit");

        foreach (var address in new[] { "/members/import", "/accounts", "/system", "/unions" })
            Assert.Equal(403, (await audit.Page.GotoAsync(address))!.Status);
    }

    [GeneratedRegex("/desk/set-up/[A-Za-z0-9_-]{43}$")]
    private static partial Regex SetUpLink();
}
