namespace Waystation.Browser;

/// <summary>A keeper behind a counter: one tap, an answer where the thumb was, and nothing lost by a tap too many.</summary>
public class KeeperTests(RunningHouse house, Chromium chromium)
{
    [Theory]
    [InlineData(390, true)]
    [InlineData(390, false)]
    [InlineData(320, true)]
    [InlineData(320, false)]
    public async Task A_tap_is_answered_on_the_screen_pressed_twice_it_is_one_and_going_back_shows_what_stands(int width, bool script)
    {
        await using var keeper = await chromium.VisitorAsync(house, width, script);
        await keeper.EnterAsync(house, "a keeper");
        await keeper.GoAsync("/keeper");
        var (shut, fine, closing) = (keeper.Page.Locator("form[action*='handler=Shut'] button").First, keeper.Page.Locator("form[action*='handler=Fine'] button"), keeper.Page.Locator("p.notice", new() { HasText = "今天不开" }));

        await shut.DblClickAsync();
        await Assertions.Expect(closing).ToHaveCountAsync(1);
        await Assertions.Expect(closing).ToBeInViewportAsync();
        await Assertions.Expect(keeper.Page.Locator("#today + .notice[role=status]")).ToBeInViewportAsync();

        await keeper.GoAsync("/keeper/umbrellas");
        await keeper.Page.GoBackAsync();
        await Assertions.Expect(closing).ToHaveCountAsync(1);
        await fine.ClickAsync();
        await Assertions.Expect(closing).ToHaveCountAsync(0);
        await Assertions.Expect(keeper.Page.Locator("#today + .notice[role=status]")).ToBeInViewportAsync();
        await keeper.Page.Locator("button[name=visitors][value='1']").ClickAsync();
        await Assertions.Expect(keeper.Page.Locator("#visits")).ToBeInViewportAsync();
        keeper.NothingWentWrong();
    }

    [Fact]
    public async Task A_handover_pressed_twice_shows_the_new_PIN_and_it_opens()
    {
        await using var keeper = await chromium.VisitorAsync(house);
        // The third of the demonstration's keepers: no other journey comes in as them.
        var (code, pin) = Authenticator.PinIn(house.DemoSignIns.TrimEnd().Split('\n')[^1]);
        await EnterAsync(keeper, code, pin);
        await keeper.GoAsync("/keeper/handover");
        await keeper.Page.Locator("#Name").FillAsync("小赵");

        // The house has done it before the answer is back: a second form would find the session ended.
        await keeper.Page.RouteAsync("**/keeper/handover", async sent =>
        {
            var answer = await sent.FetchAsync();
            await Task.Delay(800);
            await sent.FulfillAsync(new() { Response = answer });
        });
        await keeper.Page.Locator("main button.go").DblClickAsync(new() { Delay = 250 });
        var sheet = keeper.Page.Locator(".sheet .code");
        await Assertions.Expect(sheet).ToHaveCountAsync(2);

        await EnterAsync(keeper, code, await sheet.Last.InnerTextAsync());
        keeper.NothingWentWrong();
    }

    [Fact]
    public async Task Without_script_a_handover_pressed_again_leaves_the_page_that_bears_the_new_PIN()
    {
        await using var keeper = await chromium.VisitorAsync(house, 390, script: false);
        // The second of the demonstration's keepers: no other journey comes in as them.
        var (code, pin) = Authenticator.PinIn(house.DemoSignIns.TrimEnd().Split('\n')[^2]);
        await EnterAsync(keeper, code, pin);
        await keeper.GoAsync("/keeper/handover");
        await keeper.Page.Locator("#Name").FillAsync("小钱");

        var first = await keeper.Page.Context.RunAndWaitForPageAsync(() => keeper.Page.Locator("main button.go").ClickAsync());
        await first.WaitForLoadStateAsync();
        var again = await keeper.Page.Context.RunAndWaitForPageAsync(() => keeper.Page.Locator("main button.go").ClickAsync());
        await again.WaitForURLAsync("**/keeper/sign-in**");

        await EnterAsync(keeper, code, await first.Locator(".sheet .code").Last.InnerTextAsync());
        keeper.NothingWentWrong();
    }

    static async Task EnterAsync(Visitor keeper, string code, string pin)
    {
        await keeper.GoAsync("/keeper/sign-in");
        await keeper.Page.Locator("#Code").FillAsync(code);
        await keeper.Page.Locator("#Pin").FillAsync(pin);
        await keeper.Page.Locator("main button.go").ClickAsync();
        await keeper.Page.WaitForURLAsync("**/keeper");
    }
}
