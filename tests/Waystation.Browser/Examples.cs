namespace Waystation.Browser;

/// <summary>A page whose address has parts, and how a person comes to one of its kind.</summary>
static class Examples
{
    static readonly Dictionary<string, Func<Visitor, Task<string>>> ways = new()
    {
        ["/trouble/{status:int}"] = _ => Task.FromResult("/no-such-page"),
        ["/unions/{id?}"] = _ => Task.FromResult("/unions"),
        ["/unions/{id}/change"] = ChangeAsync,
        ["/members/imports/{id:guid}"] = ImportAsync,
        ["/members/imports/{id:guid}/slips"] = SlipsAsync,
        ["/stations/{slug}"] = StationAsync,
        ["/slip/{code}"] = SlipAsync,
    };

    /// <summary>An address that can be opened, for the address on line 1 of a page.</summary>
    public static async Task<string> OfAsync(string address, Chromium chromium, RunningHouse house)
    {
        if (!address.Contains('{')) return address;

        Assert.True(ways.TryGetValue(address, out var way), $"{address}: nobody says how a person comes to such a page");
        await using var officer = await chromium.VisitorAsync(house, 1440);
        await officer.EnterAsOperatorAsync(house);
        return await way(officer);
    }

    static async Task<string> ChangeAsync(Visitor officer)
    {
        await officer.GoAsync("/unions");
        return (await officer.Page.Locator("main a[href$='/change']").GetAttributeAsync("href"))!;
    }

    static async Task<string> StationAsync(Visitor anybody)
    {
        await anybody.GoAsync("/?open=any");
        return (await anybody.Page.Locator("ol.list h2 a").First.GetAttributeAsync("href"))!;
    }

    static async Task<string> ImportAsync(Visitor officer)
    {
        await officer.ImportAsync("intake/members.xlsx");
        return new Uri(officer.Page.Url).AbsolutePath;
    }

    /// <summary>The first import of an empty house has people who are new, and so slips.</summary>
    static async Task<string> SlipsAsync(Visitor officer)
    {
        await officer.GoAsync("/members/import");
        return $"{await officer.Page.Locator("main tbody a").Last.GetAttributeAsync("href")}/slips";
    }

    static async Task<string> SlipAsync(Visitor officer)
    {
        await officer.GoAsync(await SlipsAsync(officer));
        var printed = await officer.Page.Locator("main .card .num").First.InnerTextAsync();
        return new Uri(printed.Trim()).AbsolutePath;
    }
}
