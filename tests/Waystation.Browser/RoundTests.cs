namespace Waystation.Browser;

/// <summary>An officer out on a round, where there is no signal.</summary>
public class RoundTests(RunningHouse house, Chromium chromium)
{
    [Fact]
    public async Task A_visit_made_without_signal_stays_on_the_phone_says_so_arrives_once_and_nothing_of_it_stays_after_signing_out()
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
        await Assertions.Expect(Own(officer).Locator(".state").First).ToHaveTextAsync("只在本机");
        await Assertions.Expect(officer.Page.Locator("main")).Not.ToContainTextAsync("已保存");
        await officer.PictureAsync("rounds-walk-offline-390");
        await officer.Page.ReloadAsync();
        await Assertions.Expect(officer.Page.Locator("#carried-text")).ToContainTextAsync("1 份检查只在这台手机上");

        Assert.Contains("还有 1 份检查没有送达", await LeaveAsync(officer));
        await officer.Page.Context.SetOfflineAsync(false);
        await officer.GoAsync("/rounds/walk");
        await Assertions.Expect(Own(officer).Locator(".state").Filter(new() { HasText = "已送达" })).ToHaveCountAsync(1, new() { Timeout = 15_000 });
        await Assertions.Expect(officer.Page.Locator("#carried")).ToBeHiddenAsync();
        Assert.Equal("", await LeaveAsync(officer));
        await officer.Page.Context.SetOfflineAsync(false);
        await officer.GoAsync(round);
        Assert.Equal("0 0", await officer.Page.EvaluateAsync<string>(left));
        await officer.Page.Locator("main a[href^='/round-stops/']").First.ClickAsync();
        await Assertions.Expect(officer.Page.Locator("section.visit")).ToHaveCountAsync(1);
        await Assertions.Expect(officer.Page.Locator("section.visit")).ToContainTextAsync("照片已到 1/1 张");
        await Assertions.Expect(officer.Page.Locator("section.visit img.signature")).ToBeVisibleAsync();
        Assert.True(await officer.Page.Locator("section.visit img.signature").EvaluateAsync<bool>("drawn => drawn.decode().then(() => drawn.naturalWidth === 600)"));
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

    /// <summary>What is kept of rounds in this browser: the page that was taken along, and things in its database. The pieces that say nothing of anybody come back with the next page.</summary>
    const string left = """
        (async () => {
            const kept = await caches.match('/rounds/walk') ? 1 : 0;
            const db = await new Promise(done => { const asked = indexedDB.open('waystation-rounds'); asked.onsuccess = () => done(asked.result); });
            const counts = await Promise.all([...db.objectStoreNames].map(name => new Promise(done => { const asked = db.transaction(name).objectStore(name).count(); asked.onsuccess = () => done(asked.result); })));
            return `${kept} ${counts.reduce((sum, one) => sum + one, 0)}`;
        })()
        """;

    /// <summary>The demonstration has a round of its own.</summary>
    static ILocator Own(Visitor officer) => officer.Page.Locator("#rounds section").Filter(new() { HasText = "冬季自查" });

    /// <summary>Presses "sign out" where there is no signal, so that the session, which others use too, lives on; says yes to whatever is asked.</summary>
    static async Task<string> LeaveAsync(Visitor officer)
    {
        var asked = "";
        void Yes(object? sender, IDialog dialog)
        {
            asked = dialog.Message;
            _ = dialog.AcceptAsync();
        }

        await officer.Page.Context.SetOfflineAsync(true);
        officer.Page.Dialog += Yes;
        await officer.Page.Locator("footer form[data-leaves] button").ClickAsync();
        try
        {
            await officer.Page.WaitForURLAsync("chrome-error://**");
        }
        catch (PlaywrightException lost) when (lost.Message.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal))
        {
            // As it should be: the form has gone nowhere.
        }

        officer.Page.Dialog -= Yes;
        return asked;
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
        await Own(officer).Locator("button.name").First.ClickAsync();
        foreach (var fit in await officer.Page.Locator("#visit input[type=radio][value=fit]").AllAsync()) await fit.CheckAsync();
        await officer.Page.Locator("#visit input[type=radio][value=fault]").Last.CheckAsync();
        await officer.Page.Locator("#visit .note").Last.FillAsync("地面有水");
        await officer.Page.Locator("#visit input[value=agreed]").CheckAsync();
        await SignAsync(officer);
        await officer.Page.Locator("#photo").SetInputFilesAsync(new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = CodeDesk.PictureOf("photo") });
        await officer.Page.Locator("#add-shot").ClickAsync();
        await Assertions.Expect(officer.Page.Locator("#shots img")).ToHaveCountAsync(1);
    }

    /// <summary>Whoever was met draws a stroke.</summary>
    static async Task SignAsync(Visitor officer)
    {
        var pad = officer.Page.Locator("#visit .sign canvas");
        await pad.ScrollIntoViewIfNeededAsync();
        var box = (await pad.BoundingBoxAsync())!;
        await officer.Page.Mouse.MoveAsync(box.X + 30, box.Y + 30);
        await officer.Page.Mouse.DownAsync();
        await officer.Page.Mouse.MoveAsync(box.X + box.Width - 40, box.Y + box.Height - 30, new() { Steps = 5 });
        await officer.Page.Mouse.UpAsync();
        await Assertions.Expect(officer.Page.Locator("#visit .sign button")).ToBeEnabledAsync();
    }
}
