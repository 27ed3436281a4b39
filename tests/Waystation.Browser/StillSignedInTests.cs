namespace Waystation.Browser;

/// <summary>A form that stood open for fifty minutes.</summary>
public class StillSignedInTests(RunningHouse house, Chromium chromium)
{
    const string Typed = "12";

    [Fact]
    public async Task What_was_typed_before_the_session_ended_is_sent_after_the_next_sign_in()
    {
        await using var keeper = await LeaveOpenAsync();
        await keeper.Page.Context.ClearCookiesAsync();
        await SendAsync(keeper);

        await SaysAsync(keeper, "您的登录已经到期");
        await keeper.PictureAsync("still-in-390");
        var (code, pin) = Authenticator.PinIn(house.DemoSignIns);
        var window = await keeper.Page.RunAndWaitForPopupAsync(() => keeper.Page.Locator("#still-in a").ClickAsync());
        await window.Locator("#Code").FillAsync(code);
        await window.Locator("#Pin").FillAsync(pin);
        await window.Locator("main button.go").ClickAsync();
        await window.WaitForURLAsync("**/keeper/phone");
        await SendAsync(keeper);

        await Assertions.Expect(keeper.Page.Locator(".validation-summary-errors")).ToContainTextAsync("手机号");
        keeper.NothingWentWrong();
    }

    [Fact]
    public async Task Nothing_is_sent_in_the_name_of_whoever_has_signed_in_since()
    {
        await using var officer = await chromium.VisitorAsync(house);
        await officer.EnterAsync(house, "street");
        await using var keeper = await LeaveOpenAsync();
        // In the same browser: the officer's session, which stands by now.
        await keeper.EnterAsync(house, "street");
        await SendAsync(keeper);

        await SaysAsync(keeper, "另一个人");
        Assert.Equal(0, await keeper.Page.Locator("#still-in a").CountAsync());
        keeper.NothingWentWrong();
    }

    [Fact]
    public async Task Without_a_connection_it_stays_on_the_page_and_goes_when_there_is_one()
    {
        await using var keeper = await LeaveOpenAsync();
        await keeper.Page.Context.SetOfflineAsync(true);
        await SendAsync(keeper);
        await SaysAsync(keeper, "网络不通");

        await keeper.Page.Context.SetOfflineAsync(false);
        await SendAsync(keeper);

        await Assertions.Expect(keeper.Page.Locator(".validation-summary-errors")).ToContainTextAsync("手机号");
    }

    async Task<Visitor> LeaveOpenAsync()
    {
        var keeper = await chromium.VisitorAsync(house);
        await keeper.ComeInByPinAsync(house);
        await keeper.Page.Clock.InstallAsync();
        await keeper.GoAsync("/keeper/phone");
        await keeper.Page.Locator("#phone").FillAsync(Typed);
        await keeper.Page.Clock.FastForwardAsync("50:00");
        return keeper;
    }

    static Task SendAsync(Visitor keeper) => keeper.Page.Locator("form.form button.go").ClickAsync();

    static async Task SaysAsync(Visitor keeper, string what)
    {
        await Assertions.Expect(keeper.Page.Locator("#still-in")).ToContainTextAsync(what);
        Assert.Equal(Typed, await keeper.Page.Locator("#phone").InputValueAsync());
    }
}
