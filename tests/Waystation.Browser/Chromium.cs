[assembly: AssemblyFixture(typeof(Waystation.Browser.Chromium))]
[assembly: CollectionBehavior(MaxParallelThreads = 2)]

namespace Waystation.Browser;

/// <summary>One Chromium for the run; every journey has a context, and so cookies, of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    static readonly string[] quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    IPlaywright playwright = null!;
    IBrowser browser = null!;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await LaunchAsync();
    }

    /// <summary>A browser of its own, whose camera shows what stands in a y4m file.</summary>
    public Task<IBrowser> WithCameraAsync(string y4m) =>
        LaunchAsync("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={y4m}");

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    Task<IBrowser> LaunchAsync(params string[] more) => playwright.Chromium.LaunchAsync(new() { ExecutablePath = Checkout.Chromium, Args = [.. quiet, .. more] });

    /// <summary>Somebody with a phone (390 pixels) or a desk (1440), standing at a place, with or without script.</summary>
    public async Task<Visitor> VisitorAsync(RunningHouse house, int width = 390, bool script = true, (float Lat, float Lon)? at = null)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = house.Address,
            ViewportSize = new() { Width = width, Height = width < 800 ? 844 : 900 },
            JavaScriptEnabled = script,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            Geolocation = at is { } here ? new() { Latitude = here.Lat, Longitude = here.Lon } : null,
            Permissions = at is null ? [] : ["geolocation"],
        });
        return await Visitor.ArriveAsync(context, house);
    }
}
