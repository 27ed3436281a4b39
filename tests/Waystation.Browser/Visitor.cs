using System.Diagnostics;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;

namespace Waystation.Browser;

/// <summary>A person at a browser. What goes wrong behind the page (script, policy, strangers) is remembered and must be nothing.</summary>
public sealed partial class Visitor : IAsyncDisposable
{
    /// <summary>axe in the page itself: no page has frames, and to gather the findings in another page would cost two thirds of the run.</summary>
    static readonly string axe = ReadAxe();

    static readonly TimeSpan longest = TimeSpan.FromSeconds(3);

    const string barriers = """
        axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
           .then(found => found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html}`)))
        """;

    static readonly Dictionary<string, string> mayOpen = new()
    {
        ["SignedIn"] = "city", ["SeeUnions"] = "city", ["SeeMembers"] = "city", ["RevealMembers"] = "city", ["DecideMembers"] = "city", ["ImportMembers"] = "city",
        ["ChangeUnions"] = "city", ["KeepStations"] = "city", ["InspectStations"] = "city", ["KeepGoods"] = "city", ["SeeStations"] = "leader", ["SeeNumbers"] = "city", ["DecideClaims"] = "claims", ["SeeKeyWork"] = "city", ["KeepKeyWork"] = "city", ["ReportKeyWork"] = "street", ["CommentKeyWork"] = "leader",
        ["Workers"] = Worker, ["KeepOwnStation"] = Keeper, ["ManageAccounts"] = "security", ["ReadLog"] = "audit", ["RunSystem"] = "system",
    };

    const string Keeper = "a keeper", Worker = "a worker", WorkersPhone = "13912340099";

    readonly IBrowserContext context;
    readonly List<string> wrong = [];
    int pending;

    Visitor(IBrowserContext context, IPage page, RunningHouse house)
    {
        (this.context, Page) = (context, page);
        Follow(page);
        page.Console += (_, message) => { if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal)) wrong.Add(message.Text); };
        page.PageError += (_, error) => wrong.Add(error);
        page.Request += (_, request) => { if (!request.Url.Replace("blob:", "", StringComparison.Ordinal).StartsWith(house.Address, StringComparison.Ordinal)) wrong.Add($"asked a stranger: {request.Url}"); };
    }

    public IPage Page { get; }

    /// <summary>Counts what the page has asked for and not been given.</summary>
    void Follow(IPage page)
    {
        page.Request += (_, _) => Interlocked.Increment(ref pending);
        page.RequestFinished += (_, _) => Interlocked.Decrement(ref pending);
        page.RequestFailed += (_, _) => Interlocked.Decrement(ref pending);
    }

    public static async Task<Visitor> ArriveAsync(IBrowserContext context, RunningHouse house) => new(context, await context.NewPageAsync(), house);

    public async Task GoAsync(string address)
    {
        await Page.GotoAsync(address);
        await SettleAsync();
    }

    /// <summary>
    /// Until nothing has been asked for during a tenth of a second. The browser's own "network idle" is half a second on each of some six hundred pages;
    /// it is waited for where the count does not come down to nothing.
    /// </summary>
    async Task SettleAsync()
    {
        var began = Stopwatch.StartNew();
        for (var quiet = 0; quiet < 5; quiet = Volatile.Read(ref pending) == 0 ? quiet + 1 : 0)
        {
            if (began.Elapsed > longest)
            {
                await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                return;
            }

            await Task.Delay(20);
        }
    }

    /// <summary>
    /// As one of the demonstration's colleagues (<c>chair</c>, <c>city</c>, <c>audit</c> …). A code works once, so each signs in
    /// once a run, and whoever comes later brings the same session.
    /// </summary>
    public async Task EnterAsync(RunningHouse house, string colleague)
    {
        var entered = house.SignedIn.GetOrAdd(colleague, _ => new(() => SignInAsync(house, colleague)));
        await context.AddCookiesAsync(await entered.Value);
    }

    async Task<Cookie[]> SignInAsync(RunningHouse house, string who)
    {
        await (who == Worker ? ComeInByPhoneAsync() : who == Keeper ? ComeInByPinAsync(house) : ComeInToTheDeskAsync(house, who));
        return [.. (await context.CookiesAsync()).Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = house.Address, HttpOnly = c.HttpOnly })];
    }

    async Task ComeInToTheDeskAsync(RunningHouse house, string colleague)
    {
        await GoAsync("/desk/sign-in");
        await Page.Locator("#Name").FillAsync(colleague);
        await Page.Locator("#Password").FillAsync(Authenticator.PasswordIn(house.DemoSignIns));
        await Page.Locator("#Code").FillAsync(Authenticator.CodeNow(house.DemoSignIns));
        await Page.Locator("main button.go").ClickAsync();
        await Page.WaitForURLAsync("**/desk");
    }

    /// <summary>By the paper of the demonstration's first keeper; each time another session.</summary>
    public async Task ComeInByPinAsync(RunningHouse house)
    {
        var (code, pin) = Authenticator.PinIn(house.DemoSignIns);
        await GoAsync("/keeper/sign-in");
        await Page.Locator("#Code").FillAsync(code);
        await Page.Locator("#Pin").FillAsync(pin);
        await Page.Locator("main button.go").ClickAsync();
        await Page.WaitForURLAsync("**/keeper");
    }

    async Task ComeInByPhoneAsync()
    {
        await GoAsync("/sign-in");
        await Page.Locator("#Phone").FillAsync(WorkersPhone);
        await Page.Locator("main button.go").ClickAsync();
        await Page.WaitForURLAsync("**/sign-in/code");
        await Page.Locator("#Code").FillAsync(await CodeSentToAsync(WorkersPhone));
        await Page.Locator("main button.go").ClickAsync();
        await Page.WaitForURLAsync("**/me");
    }

    /// <summary>The demonstration shows the messages that it would send; read beside the page that asks.</summary>
    public async Task<string> CodeSentToAsync(string phone)
    {
        var outbox = await context.NewPageAsync();
        await outbox.GotoAsync($"/demo/outbox?phone={phone}");
        var code = SixDigits().Match(await outbox.Locator("main .list .card p").First.InnerTextAsync()).Value;
        await outbox.CloseAsync();
        return code;
    }

    /// <summary>Changes the language at the foot of a page, as a reader would.</summary>
    public async Task ReadEnglishAsync()
    {
        await GoAsync("/about");
        await Page.Locator("form.language button[name=to]").ClickAsync();
        await Page.WaitForURLAsync("**/about");
    }

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex SixDigits();

    /// <summary>As whoever may open a page of this class; a page for everybody is opened without signing in.</summary>
    public async Task EnterForAsync(RunningHouse house, string routeClass)
    {
        if (routeClass is "Everyone") return;

        Assert.True(mayOpen.TryGetValue(routeClass, out var colleague), $"Nobody says who opens the pages of {routeClass}");
        await EnterAsync(house, colleague);
    }

    /// <summary>Hands in one of the example files and waits until its page no longer says that it is being read.</summary>
    public async Task ImportAsync(string example)
    {
        await GoAsync("/members/import");
        await Page.Locator("input[type=file]").SetInputFilesAsync(Path.Combine(Checkout.Root, "examples", example));
        await Page.Locator("main button.go").ClickAsync();
        await Page.WaitForURLAsync("**/members/imports/*");
        await Assertions.Expect(Page.Locator("main progress, main [role=status]")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
    }

    /// <summary>What a person who listens or uses the keyboard would stumble over (WCAG 2.2 AA), one line each.</summary>
    public async Task<IReadOnlyList<string>> BarriersAsync()
    {
        // In a window as high as the page: what lies below the fixed row of tabs at this moment can be scrolled free, and is no smaller for it.
        var (window, height) = (Page.ViewportSize!, await Page.EvaluateAsync<int>("document.documentElement.scrollHeight"));
        await Page.SetViewportSizeAsync(window.Width, Math.Max(window.Height, height));
        if (!await Page.EvaluateAsync<bool>("'axe' in window")) await Page.EvaluateAsync(axe);
        var found = await Page.EvaluateAsync<string[]>(barriers);
        await Page.SetViewportSizeAsync(window.Width, window.Height);
        return found;
    }

    static string ReadAxe()
    {
        using var script = new StreamReader(typeof(AxeRunOptions).Assembly.GetManifestResourceStream("Deque.AxeCore.Commons.Resources.axe.min.js")!);
        return script.ReadToEnd();
    }

    public async Task<bool> ScrollsSidewaysAsync() =>
        await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");

    /// <summary>Where somebody wants to look (WAYSTATION_PICTURES=yes): to take a picture of a whole page costs as much as to look for barriers on it.</summary>
    public Task PictureAsync(string name) => Checkout.WantsPictures ? Page.ScreenshotAsync(new() { Path = Checkout.Screenshot(name), FullPage = true }) : Task.CompletedTask;

    /// <summary>Since the visitor came, or since this was last asked.</summary>
    public void NothingWentWrong()
    {
        string[] found = [.. wrong];
        wrong.Clear();
        Assert.Empty(found);
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
