namespace Waystation.Browser;

/// <summary>What holds for every page: the list comes from the source, so that none can be forgotten. The desk's pages and all others are looked at side by side.</summary>
public abstract class EveryPage(RunningHouse house, Chromium chromium, EveryPage.Visitors visitors)
{
    /// <summary>The language switch has no page of its own.</summary>
    protected static TheoryData<string> AddressesWhere(Func<string, bool> of) => [.. Checkout.Pages.Where(p => p.Key != "/language" && of(p.Value)).Select(p => p.Key).Order()];

    protected static bool IsPublic(string routeClass) => routeClass is "Everyone" or "Workers" or "SignedIn";

    protected async Task HasNoBarriersAndFitsOnASmallPhoneAsync(string address)
    {
        var example = await Examples.OfAsync(address, chromium, house);

        var visitor = await visitors.WhoMayOpenAsync(Checkout.Pages[address]);
        await visitor.Page.SetViewportSizeAsync(360, 844);
        await visitor.GoAsync(example);
        Assert.False(await visitor.ScrollsSidewaysAsync(), $"{address} scrolls sideways at 360 pixels");

        foreach (var width in new[] { 390, 1440 })
        {
            await visitor.Page.SetViewportSizeAsync(width, width < 800 ? 844 : 900);
            Assert.Empty(await visitor.BarriersAsync());
            await visitor.PictureAsync($"{NameOf(address)}-{width}");
        }

        visitor.NothingWentWrong();
    }

    /// <summary>Whoever opens many pages keeps their browser open between them, as people do.</summary>
    public sealed class Visitors(RunningHouse house, Chromium chromium) : IAsyncDisposable
    {
        readonly Dictionary<string, Visitor> here = [];

        public async Task<Visitor> WhoMayOpenAsync(string routeClass)
        {
            if (here.TryGetValue(routeClass, out var visitor)) return visitor;

            here[routeClass] = visitor = await chromium.VisitorAsync(house, 360);
            await visitor.EnterForAsync(house, routeClass);
            return visitor;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var visitor in here.Values) await visitor.DisposeAsync();
        }
    }

    static string NameOf(string address) => address == "/" ? "start" : string.Join('-', address.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => !part.StartsWith('{')));
}

public sealed class EveryPublicPageTests(RunningHouse house, Chromium chromium, EveryPage.Visitors visitors) : EveryPage(house, chromium, visitors), IClassFixture<EveryPage.Visitors>
{
    public static TheoryData<string> Addresses => AddressesWhere(IsPublic);

    [Theory]
    [MemberData(nameof(Addresses))]
    public Task A_page_has_no_barriers_and_fits_on_a_small_phone(string address) => HasNoBarriersAndFitsOnASmallPhoneAsync(address);
}

public sealed class EveryDeskPageTests(RunningHouse house, Chromium chromium, EveryPage.Visitors visitors) : EveryPage(house, chromium, visitors), IClassFixture<EveryPage.Visitors>
{
    public static TheoryData<string> Addresses => AddressesWhere(of => !IsPublic(of));

    [Theory]
    [MemberData(nameof(Addresses))]
    public Task A_page_has_no_barriers_and_fits_on_a_small_phone(string address) => HasNoBarriersAndFitsOnASmallPhoneAsync(address);
}

public sealed class BarrierTests(RunningHouse house, Chromium chromium)
{
    [Fact]
    public async Task A_barrier_is_seen()
    {
        await using var visitor = await chromium.VisitorAsync(house);
        await visitor.GoAsync("/about");
        await visitor.Page.EvaluateAsync("document.querySelector('main').insertAdjacentHTML('beforeend', '<input><img src=\"/seal.svg\">')");

        var barriers = await visitor.BarriersAsync();

        Assert.Contains(barriers, b => b.StartsWith("label:", StringComparison.Ordinal));
        Assert.Contains(barriers, b => b.StartsWith("image-alt:", StringComparison.Ordinal));
    }
}
