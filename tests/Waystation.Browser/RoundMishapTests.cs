namespace Waystation.Browser;

/// <summary>What goes wrong on an officer's old phone, and loses nothing and doubles nothing.</summary>
public class RoundMishapTests(RunningHouse house, Chromium chromium)
{
    /// <summary>The position comes late, and a picture of the first stroke takes longer than those after it.</summary>
    const string slow = """
        navigator.geolocation.getCurrentPosition = found => setTimeout(() => found({ coords: { latitude: 39.9, longitude: 116.4, accuracy: 20 } }), 1200);
        const pack = HTMLCanvasElement.prototype.toBlob;
        let wait = 900;
        HTMLCanvasElement.prototype.toBlob = function (done, ...how) { setTimeout(() => pack.call(this, done, ...how), wait); wait = 10; };
        """;

    /// <summary>What the page is told instead of what the house says: of its list, and of what it delivers.</summary>
    const string told = """
        const real = window.fetch;
        window.fetch = async (address, how) => {
            if (how?.method === 'PUT' && sessionStorage.portal) return new Response('<html>Wi-Fi</html>', { status: 200, headers: { 'Content-Type': 'text/html' } });
            const answer = await real(address, how);
            if (!String(address).endsWith('/api/rounds/mine') || !sessionStorage.list) return answer;
            const mine = await answer.json();
            if (sessionStorage.list === 'none') mine.rounds = [];
            else for (const round of mine.rounds) for (const stop of round.stops) stop.state = sessionStorage.list;
            return new Response(JSON.stringify(mine), { status: 200 });
        };
        """;

    const string stored = """
        (async name => {
            const db = await new Promise(done => { const asked = indexedDB.open('waystation-rounds'); asked.onsuccess = () => done(asked.result); });
            const all = await new Promise(done => { const asked = db.transaction(name).objectStore(name).getAll(); asked.onsuccess = () => done(asked.result); });
            return all.filter(one => name !== 'pictures' || one.isSignature).length;
        })
        """;

    [Fact]
    public async Task Pressed_twice_while_the_position_is_sought_it_is_one_visit_and_a_name_of_many_quick_strokes_is_one_picture()
    {
        await using var officer = await chromium.VisitorAsync(house, 390, at: (39.9f, 116.4f));
        await officer.EnterAsync(house, "street");
        await RoundTests.OpenAsync(officer, "连点两次自查");
        var round = new Uri(officer.Page.Url).AbsolutePath;
        await officer.Page.AddInitScriptAsync(slow);
        await officer.GoAsync("/rounds/walk");
        await RoundTests.FillInAsync(officer, "连点两次自查", signs: false);
        await officer.Page.Locator("#visit input[value=agreed]").CheckAsync();
        for (var stroke = 0; stroke < 4; stroke++) await RoundTests.SignAsync(officer);

        var keep = officer.Page.Locator("#visit button[value=keep]");
        await keep.EvaluateAsync("button => { button.form.requestSubmit(button); button.form.requestSubmit(button); setTimeout(() => button.form.requestSubmit(button), 300); }");
        Assert.True(await officer.Page.Locator("#visit-form").EvaluateAsync<bool>("form => form.inert"));
        Assert.Equal(1, await officer.Page.EvaluateAsync<int>($"{stored}('pictures')"));

        await Assertions.Expect(RoundTests.Own(officer, "连点两次自查").Locator(".state").Filter(new() { HasText = "已送达" })).ToHaveCountAsync(1, new() { Timeout = 15_000 });
        await officer.GoAsync(round);
        await officer.Page.Locator("main a[href^='/round-stops/']").First.ClickAsync();
        await Assertions.Expect(officer.Page.Locator("section.visit")).ToHaveCountAsync(1);
        await Assertions.Expect(officer.Page.Locator("section.visit")).ToContainTextAsync("算数");
        await Assertions.Expect(officer.Page.Locator("section.visit img.signature")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_was_begun_is_not_hidden_when_a_colleague_was_there_meanwhile_or_the_round_is_off_the_list_and_goes_only_when_it_is_thrown_away()
    {
        await using var officer = await chromium.VisitorAsync(house, 390, at: (39.9f, 116.4f));
        await officer.EnterAsync(house, "street");
        await RoundTests.OpenAsync(officer, "草稿不丢自查");
        await officer.Page.AddInitScriptAsync(told);
        await officer.GoAsync("/rounds/walk");
        await RoundTests.FillInAsync(officer, "草稿不丢自查");
        await officer.Page.Locator("#visit button[value=leave]").ClickAsync();
        var draft = officer.Page.Locator("#rounds section").Filter(new() { HasText = "草稿不丢自查" }).Locator("li").Filter(new() { HasText = "没填完" }).Locator("button.name");

        await officer.Page.EvaluateAsync("() => { sessionStorage.list = 'seen'; }");
        await officer.GoAsync("/rounds/walk");
        await Assertions.Expect(draft).ToBeEnabledAsync();

        await officer.Page.EvaluateAsync("() => { sessionStorage.list = 'none'; }");
        await officer.GoAsync("/rounds/walk");
        await Assertions.Expect(officer.Page.Locator("#rounds")).ToContainTextAsync("已经结束，或已不在您的名单上");
        await officer.PictureAsync("rounds-walk-off-the-list-390");
        Assert.Empty(await officer.BarriersAsync());
        await draft.ClickAsync();
        await Assertions.Expect(officer.Page.Locator("#visit .note").Last).ToHaveValueAsync("地面有水");
        await Assertions.Expect(officer.Page.Locator("#shots img")).ToHaveCountAsync(1);
        await officer.PictureAsync("rounds-walk-draft-390");

        officer.Page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await officer.Page.Locator("#visit button[value=discard]").ClickAsync();
        await Assertions.Expect(officer.Page.Locator("#rounds section")).ToHaveCountAsync(0);
        Assert.Equal(0, await officer.Page.EvaluateAsync<int>($"{stored}('drafts')"));
    }

    [Fact]
    public async Task A_network_that_says_yes_to_everything_is_not_the_house_and_what_is_added_before_it_is_delivered_goes_along()
    {
        await using var officer = await chromium.VisitorAsync(house, 390, at: (39.9f, 116.4f));
        await officer.EnterAsync(house, "street");
        await RoundTests.OpenAsync(officer, "无线登录页自查");
        var round = new Uri(officer.Page.Url).AbsolutePath;
        await officer.Page.AddInitScriptAsync(told);
        await officer.GoAsync("/rounds/walk");
        await officer.Page.EvaluateAsync("() => { sessionStorage.portal = 'yes'; }");
        await RoundTests.FillInAsync(officer, "无线登录页自查");
        await officer.Page.Locator("#visit button[value=keep]").ClickAsync();
        await Assertions.Expect(officer.Page.Locator("#carried-text")).ToContainTextAsync("1 份检查只在这台手机上");

        await RoundTests.Own(officer, "无线登录页自查").Locator("li").Filter(new() { HasText = "只在本机" }).Locator("button.name").ClickAsync();
        await officer.Page.Locator("#photo").SetInputFilesAsync(new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = CodeDesk.PictureOf("second") });
        await officer.Page.Locator("#add-shot").DblClickAsync();
        await Assertions.Expect(officer.Page.Locator("#shots img")).ToHaveCountAsync(2);
        await officer.Page.EvaluateAsync("() => { delete sessionStorage.portal; dispatchEvent(new Event('online')); }");
        await officer.Page.WaitForTimeoutAsync(1500);
        await officer.Page.Locator("#visit button[value=keep]").ClickAsync();

        await Assertions.Expect(RoundTests.Own(officer, "无线登录页自查").Locator(".state").Filter(new() { HasText = "已送达" })).ToHaveCountAsync(1, new() { Timeout = 15_000 });
        await officer.GoAsync(round);
        await officer.Page.Locator("main a[href^='/round-stops/']").First.ClickAsync();
        await Assertions.Expect(officer.Page.Locator("section.visit")).ToHaveCountAsync(1);
        await Assertions.Expect(officer.Page.Locator("section.visit")).ToContainTextAsync("照片已到 2/2 张");
    }
}
