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

        await officer.Page.AddInitScriptAsync(watched);
        await officer.Page.Context.SetOfflineAsync(true);
        await officer.Page.ReloadAsync();
        await FillInAsync(officer);
        Assert.Equal("0", await officer.Page.EvaluateAsync<string>("window.asked.join() || '0'"));
        await officer.PictureAsync("rounds-walk-form-390");
        await officer.Page.Locator("#visit button[value=keep]").ClickAsync();
        await Assertions.Expect(officer.Page.Locator("#carried-text")).ToContainTextAsync("1 份检查只在这台手机上");
        await Assertions.Expect(Own(officer).Locator(".state").Filter(new() { HasText = "只在本机" })).ToHaveCountAsync(1);
        await Assertions.Expect(officer.Page.Locator("main")).Not.ToContainTextAsync("已保存");
        Assert.Equal("getCurrentPosition", await officer.Page.EvaluateAsync<string>("window.asked.join()"));
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
        await IsThereAsync(officer);
    }

    /// <summary>The visit as the house shows it: once, with its photo, its place and the drawn name.</summary>
    static async Task IsThereAsync(Visitor officer)
    {
        await officer.Page.Locator("main a[href^='/round-stops/']").First.ClickAsync();
        await Assertions.Expect(officer.Page.Locator("section.visit")).ToHaveCountAsync(1);
        await Assertions.Expect(officer.Page.Locator("section.visit")).ToContainTextAsync("照片已到 1/1 张");
        await Assertions.Expect(officer.Page.Locator("section.visit")).ToContainTextAsync("保存时离站点约");
        await Assertions.Expect(officer.Page.Locator("section.visit img.signature")).ToBeVisibleAsync();
        Assert.True(await officer.Page.Locator("section.visit img.signature").EvaluateAsync<bool>("drawn => drawn.decode().then(() => drawn.naturalWidth === 600)"));
        Assert.Empty(await officer.BarriersAsync());
        await officer.PictureAsync("rounds-stop-390");
    }

    [Fact]
    public async Task Where_nothing_can_be_kept_a_visit_stays_on_the_open_page_which_says_so_and_asks_before_it_is_closed_and_then_arrives()
    {
        await using var officer = await chromium.VisitorAsync(house, 390);
        await officer.EnterAsync(house, "street");
        await OpenAsync(officer, "不留存自查");
        await officer.Page.AddInitScriptAsync("delete Navigator.prototype.serviceWorker; delete window.indexedDB; Object.defineProperty(window, 'indexedDB', { value: undefined });");

        await officer.GoAsync("/rounds/walk");

        await Assertions.Expect(officer.Page.Locator("#no-worker")).ToContainTextAsync("请不要关闭本页");
        await Assertions.Expect(officer.Page.Locator("#no-store")).ToBeVisibleAsync();
        await Assertions.Expect(officer.Page.Locator("#kept")).ToContainTextAsync("请不要关闭本页");
        officer.NothingWentWrong();

        await officer.Page.Context.SetOfflineAsync(true);
        await FillInAsync(officer, "不留存自查");
        await officer.Page.Locator("#visit button[value=leave]").ClickAsync();
        await Assertions.Expect(Own(officer, "不留存自查").Locator(".state").First).ToHaveTextAsync("没填完");
        await Own(officer, "不留存自查").Locator("button.name").First.ClickAsync();
        await officer.Page.Locator("#visit button[value=keep]").ClickAsync();
        await Assertions.Expect(officer.Page.Locator("#carried-text")).ToContainTextAsync("1 份检查只在这台手机上，还没有送达");
        await Assertions.Expect(officer.Page.Locator("main")).Not.ToContainTextAsync("已保存");
        Assert.Equal("beforeunload", await CloseAsync(officer));

        await officer.Page.Context.SetOfflineAsync(false);
        await Assertions.Expect(Own(officer, "不留存自查").Locator(".state").Filter(new() { HasText = "已送达" })).ToHaveCountAsync(1, new() { Timeout = 40_000 });
        await Assertions.Expect(officer.Page.Locator("#carried")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Who_agrees_is_named_or_signs_and_a_phone_that_is_full_says_that_nothing_was_kept()
    {
        await using var officer = await chromium.VisitorAsync(house, 390);
        await officer.EnterAsync(house, "street");
        await OpenAsync(officer, "手机已满自查");
        await officer.GoAsync("/rounds/walk");
        await FillInAsync(officer, "手机已满自查", signs: false);

        await officer.Page.Locator("#visit button[value=keep]").ClickAsync();
        Assert.Contains("请写见到的人的称呼", await officer.Page.Locator("#visit [name=met]").EvaluateAsync<string>("met => met.validationMessage"));
        await officer.Page.Locator("#visit [name=met]").FillAsync("王店长");
        await officer.Page.EvaluateAsync("() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }; }");
        await officer.Page.Locator("#visit button[value=keep]").ClickAsync();

        await Assertions.Expect(officer.Page.Locator("#visit-trouble")).ToContainTextAsync("没有留住");
        await Assertions.Expect(officer.Page.Locator("#visit")).ToBeVisibleAsync();
        await Assertions.Expect(officer.Page.Locator("#visit button[value=keep]")).ToHaveTextAsync("填好了");
        await officer.PictureAsync("rounds-walk-full-390");
        Assert.Empty(await officer.BarriersAsync());

        await officer.GoAsync("/rounds/walk");
        await Assertions.Expect(Own(officer, "手机已满自查").Locator(".state").First).ToHaveTextAsync("没填完");
    }

    /// <summary>What the page asks of the phone's position.</summary>
    const string watched = """
        window.asked = [];
        for (const how of ['getCurrentPosition', 'watchPosition']) {
            const real = navigator.geolocation[how].bind(navigator.geolocation);
            navigator.geolocation[how] = (...about) => { window.asked.push(how); return real(...about); };
        }
        """;

    /// <summary>Tries to close the page, and stays when asked.</summary>
    static async Task<string> CloseAsync(Visitor officer)
    {
        var asked = new TaskCompletionSource<string>();
        officer.Page.Dialog += async (_, dialog) =>
        {
            asked.TrySetResult(dialog.Type);
            await dialog.DismissAsync();
        };
        await officer.Page.CloseAsync(new() { RunBeforeUnload = true });
        return await asked.Task.WaitAsync(TimeSpan.FromSeconds(10));
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
    internal static ILocator Own(Visitor officer, string title = "冬季自查") => officer.Page.Locator("#rounds section").Filter(new() { HasText = title });

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
        // Waited for before it is pressed: on a busy machine it fails before the press has been reported.
        var gone = officer.Page.WaitForURLAsync("chrome-error://**");
        await officer.Page.Locator("footer form[data-leaves] button").ClickAsync();
        try
        {
            await gone;
        }
        catch (PlaywrightException lost) when (lost.Message.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal))
        {
            // As it should be: the form has gone nowhere.
        }

        officer.Page.Dialog -= Yes;
        return asked;
    }

    internal static async Task OpenAsync(Visitor officer, string title = "冬季自查")
    {
        await officer.GoAsync("/rounds/new");
        await officer.Page.Locator("#title").FillAsync(title);
        await officer.Page.Locator("input[name=Announced][value=false]").CheckAsync();
        await officer.PictureAsync("rounds-new-390");
        await officer.Page.Locator("main form button.go").ClickAsync();
        await officer.Page.WaitForURLAsync("**/rounds/*-*");
    }

    /// <summary>The first station: all in order, but the last thing is not, with a photo of it.</summary>
    internal static async Task FillInAsync(Visitor officer, string title = "冬季自查", bool signs = true)
    {
        await Own(officer, title).Locator("button.name").First.ClickAsync();
        // What is drawn late would not be counted below, and left out.
        await Assertions.Expect(officer.Page.Locator("#visit")).ToBeVisibleAsync();
        foreach (var fit in await officer.Page.Locator("#visit input[type=radio][value=fit]").AllAsync()) await fit.CheckAsync();
        await officer.Page.Locator("#visit input[type=radio][value=fault]").Last.CheckAsync();
        await officer.Page.Locator("#visit .note").Last.FillAsync("地面有水");
        await officer.Page.Locator("#visit input[value=agreed]").CheckAsync();
        if (signs) await SignAsync(officer);
        await officer.Page.Locator("#photo").SetInputFilesAsync(new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = CodeDesk.PictureOf("photo") });
        await officer.Page.Locator("#add-shot").ClickAsync();
        await Assertions.Expect(officer.Page.Locator("#shots img")).ToHaveCountAsync(1);
    }

    /// <summary>Whoever was met draws a stroke.</summary>
    internal static async Task SignAsync(Visitor officer)
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
