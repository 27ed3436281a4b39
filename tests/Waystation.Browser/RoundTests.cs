namespace Waystation.Browser;

/// <summary>An officer out on a round, where there is no signal.</summary>
public class RoundTests(RunningHouse house, Chromium chromium)
{
    [Fact]
    public async Task A_visit_made_without_signal_stays_on_the_phone_says_so_and_arrives_once_when_the_signal_is_back()
    {
        await using var officer = await chromium.VisitorAsync(house, 390, at: (39.9f, 116.4f));
        await officer.EnterAsync(house, "street");
        await OpenAsync(officer);
        var round = new Uri(officer.Page.Url).AbsolutePath;
        await officer.GoAsync("/rounds/walk");
        await Assertions.Expect(officer.Page.Locator("#kept")).ToContainTextAsync("没有信号也能打开");
        await officer.PictureAsync("rounds-walk-taken-390");

        await officer.Page.Context.SetOfflineAsync(true);
        await officer.Page.ReloadAsync();
        await FillInAsync(officer);
        await officer.PictureAsync("rounds-walk-form-390");
        await officer.Page.Locator("#visit button[value=keep]").ClickAsync();
        await Assertions.Expect(officer.Page.Locator("#carried-text")).ToContainTextAsync("1 份检查只在这台手机上");
        await Assertions.Expect(officer.Page.Locator("#rounds .state").First).ToHaveTextAsync("只在本机");
        await Assertions.Expect(officer.Page.Locator("main")).Not.ToContainTextAsync("已保存");
        await officer.PictureAsync("rounds-walk-offline-390");
        await officer.Page.ReloadAsync();
        await Assertions.Expect(officer.Page.Locator("#carried-text")).ToContainTextAsync("1 份检查只在这台手机上");

        await officer.Page.Context.SetOfflineAsync(false);
        await Assertions.Expect(officer.Page.Locator("#rounds .state").First).ToHaveTextAsync("已送达", new() { Timeout = 15_000 });
        await Assertions.Expect(officer.Page.Locator("#carried")).ToBeHiddenAsync();
        await officer.Page.ReloadAsync();
        await officer.GoAsync(round);
        await officer.Page.Locator("main a[href^='/round-stops/']").First.ClickAsync();
        await Assertions.Expect(officer.Page.Locator("section.visit")).ToHaveCountAsync(1);
        await Assertions.Expect(officer.Page.Locator("section.visit")).ToContainTextAsync("照片已到 1/1 张");
        Assert.Empty(await officer.BarriersAsync());
        await officer.PictureAsync("rounds-stop-390");
    }

    [Fact]
    public async Task Where_nothing_can_be_kept_the_page_says_not_to_close_it()
    {
        await using var officer = await chromium.VisitorAsync(house, 390);
        await officer.EnterAsync(house, "street");
        await officer.Page.AddInitScriptAsync("delete Navigator.prototype.serviceWorker; delete window.indexedDB; Object.defineProperty(window, 'indexedDB', { value: undefined });");

        await officer.GoAsync("/rounds/walk");

        await Assertions.Expect(officer.Page.Locator("#no-worker")).ToContainTextAsync("请不要关闭本页");
        await Assertions.Expect(officer.Page.Locator("#no-store")).ToBeVisibleAsync();
        officer.NothingWentWrong();
    }

    static async Task OpenAsync(Visitor officer)
    {
        await officer.GoAsync("/rounds/new");
        await officer.Page.Locator("#title").FillAsync("冬季自查");
        await officer.Page.Locator("input[name=Announced][value=false]").CheckAsync();
        await officer.PictureAsync("rounds-new-390");
        await officer.Page.Locator("main form button.go").ClickAsync();
        await officer.Page.WaitForURLAsync("**/rounds/*-*");
    }

    /// <summary>The first station: all in order, but the last thing is not, with a photo of it.</summary>
    static async Task FillInAsync(Visitor officer)
    {
        await officer.Page.Locator("#rounds button.name").First.ClickAsync();
        foreach (var fit in await officer.Page.Locator("#visit input[type=radio][value=fit]").AllAsync()) await fit.CheckAsync();
        await officer.Page.Locator("#visit input[type=radio][value=fault]").Last.CheckAsync();
        await officer.Page.Locator("#visit .note").Last.FillAsync("地面有水");
        await officer.Page.Locator("#visit input[value=agreed]").CheckAsync();
        await officer.Page.Locator("#photo").SetInputFilesAsync(new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = CodeDesk.PictureOf("photo") });
        await officer.Page.Locator("#add-shot").ClickAsync();
        await Assertions.Expect(officer.Page.Locator("#shots img")).ToHaveCountAsync(1);
    }
}
