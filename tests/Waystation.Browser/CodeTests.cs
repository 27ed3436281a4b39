using Waystation.MembershipCodes;

namespace Waystation.Browser;

/// <summary>A station keeper looks at a membership code: with signal, without, by camera, picture and typing.</summary>
public class CodeTests(RunningHouse house, Chromium chromium)
{
    [Theory]
    [InlineData(390, true)]
    [InlineData(1440, false)]
    public async Task A_keeper_types_a_code_and_sees_that_it_holds(int width, bool script)
    {
        await using var desk = await CodeDesk.OpenAsync(house);
        var issued = await desk.IssueAsync();
        await using var keeper = await chromium.VisitorAsync(house, width, script);
        await keeper.GoAsync("/code/verify");

        await CheckAsync(keeper, issued.Text);

        await SaysAsync(keeper, "有效", issued.Code.MaskedName, "已联网核对");
        keeper.NothingWentWrong();
        await keeper.PictureAsync($"code-valid-{width}");
    }

    [Fact]
    public async Task A_code_with_a_changed_letter_is_refused_in_a_plain_sentence()
    {
        await using var desk = await CodeDesk.OpenAsync(house);
        var code = (await desk.IssueAsync()).Text;
        await using var keeper = await chromium.VisitorAsync(house);
        await keeper.GoAsync("/code/verify");

        await CheckAsync(keeper, code.Replace(".m.", ".r.", StringComparison.Ordinal));

        await SaysAsync(keeper, "签名不对", "不要认这个码");
        await keeper.PictureAsync("code-wrong-390");
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("SM2-SM3")]
    public async Task Without_signal_the_kept_page_verifies_by_itself_and_says_how_old_its_list_is(string algorithm)
    {
        await using var desk = await CodeDesk.OpenAsync(house);
        var lost = (await desk.IssueAsync(CodeAlgorithm.Named(algorithm))).Text;
        await desk.RevokeAsync();
        await using var keeper = await chromium.VisitorAsync(house);
        await KeepPageAsync(keeper);
        var issued = await desk.IssueAsync(CodeAlgorithm.Named(algorithm));

        await keeper.Page.Context.SetOfflineAsync(true);
        await keeper.Page.ReloadAsync();
        await CheckAsync(keeper, issued.Text);
        await SaysAsync(keeper, "有效", issued.Code.MaskedName, "没有网络", "吊销名单是");
        await keeper.PictureAsync($"code-offline-{algorithm}-390");
        await CheckAsync(keeper, lost);
        await SaysAsync(keeper, "已挂失");
        await keeper.Page.Clock.SetFixedTimeAsync(DateTime.UtcNow.AddHours(3));
        await CheckAsync(keeper, issued.Text);

        await SaysAsync(keeper, "已过期", "3小时前");
    }

    [Fact]
    public async Task A_page_that_was_never_kept_says_without_signal_that_it_cannot_verify()
    {
        await using var desk = await CodeDesk.OpenAsync(house);
        await using var keeper = await chromium.VisitorAsync(house);
        await keeper.Page.RouteAsync("**/api/code/**", call => call.AbortAsync());
        await keeper.GoAsync("/code/verify");

        await CheckAsync(keeper, (await desk.IssueAsync()).Text);

        await Assertions.Expect(keeper.Page.Locator("#trouble")).ToContainTextAsync("请联网打开一次本页");
    }

    [Fact]
    public async Task A_picture_of_a_code_is_read_and_one_without_a_code_is_said_to_have_none()
    {
        await using var desk = await CodeDesk.OpenAsync(house);
        var issued = await desk.IssueAsync();
        await using var keeper = await chromium.VisitorAsync(house);
        await keeper.GoAsync("/code/verify");

        await keeper.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "seal.svg", MimeType = "image/svg+xml", Buffer = "<svg/>"u8.ToArray() });
        await Assertions.Expect(keeper.Page.Locator("#trouble")).ToContainTextAsync("没有找到二维码");
        await keeper.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "code.png", MimeType = "image/png", Buffer = CodeDesk.PictureOf(issued.Text) });

        await SaysAsync(keeper, "有效", issued.Code.MaskedName);
        keeper.NothingWentWrong();
    }

    [Fact]
    public async Task The_camera_reads_a_code_that_somebody_holds_before_it()
    {
        await using var desk = await CodeDesk.OpenAsync(house);
        var issued = await desk.IssueAsync();
        var film = Path.Combine(house.Folder, "code.y4m");
        await CodeDesk.FilmAsync(issued.Text, film);
        await using var filming = await chromium.WithCameraAsync(film);
        var context = await filming.NewContextAsync(new() { BaseURL = house.Address, ViewportSize = new() { Width = 390, Height = 844 }, Locale = "zh-CN", Permissions = ["camera"] });
        await using var keeper = await Visitor.ArriveAsync(context, house);
        await keeper.GoAsync("/code/verify");

        await keeper.Page.Locator("#scan").ClickAsync();

        await SaysAsync(keeper, "有效", issued.Code.MaskedName);
        await Assertions.Expect(keeper.Page.Locator("#view")).ToBeHiddenAsync();
        keeper.NothingWentWrong();
    }

    [Fact]
    public async Task Inside_a_web_view_that_keeps_nothing_the_page_says_so_and_how_to_leave_it()
    {
        await using var keeper = await chromium.VisitorAsync(house);
        await keeper.Page.AddInitScriptAsync("delete Navigator.prototype.serviceWorker; delete Navigator.prototype.mediaDevices;");

        await keeper.GoAsync("/code/verify");

        await Assertions.Expect(keeper.Page.Locator("#no-worker")).ToContainTextAsync("在浏览器打开");
        await Assertions.Expect(keeper.Page.Locator("#no-camera")).ToBeVisibleAsync();
        await Assertions.Expect(keeper.Page.Locator("#camera")).ToBeHiddenAsync();
        keeper.NothingWentWrong();
        await keeper.PictureAsync("code-web-view-390");
    }

    [Theory]
    [InlineData(360)]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task A_worker_shows_their_code_and_a_keeper_reads_it_off_the_screen(int width)
    {
        await using var desk = await CodeDesk.OpenAsync(house);
        await using var worker = await chromium.VisitorAsync(house, width);
        await worker.Page.Context.AddCookiesAsync([await desk.SignInAsync(house.Address)]);
        await worker.GoAsync("/me/code");
        var screen = await worker.Page.Locator("#pass .picture").ScreenshotAsync();
        await using var keeper = await chromium.VisitorAsync(house);
        await keeper.GoAsync("/code/verify");

        await keeper.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "screen.png", MimeType = "image/png", Buffer = screen });

        await SaysAsync(keeper, "有效", await worker.Page.Locator("#pass .bearer").InnerTextAsync());
        Assert.Empty(await worker.BarriersAsync());
        Assert.False(await worker.ScrollsSidewaysAsync());
        worker.NothingWentWrong();
        await worker.PictureAsync($"my-code-{width}");
    }

    static async Task KeepPageAsync(Visitor keeper)
    {
        await keeper.GoAsync("/code/verify");
        await Assertions.Expect(keeper.Page.Locator("#kept")).ToContainTextAsync("本页已经存到这台设备");
    }

    static async Task CheckAsync(Visitor keeper, string code)
    {
        await keeper.Page.Locator("#Code").FillAsync(code);
        await keeper.Page.Locator("#by-text button").ClickAsync();
    }

    static async Task SaysAsync(Visitor keeper, params string[] words)
    {
        foreach (var word in words) await Assertions.Expect(keeper.Page.Locator("#found")).ToContainTextAsync(word);
    }
}
