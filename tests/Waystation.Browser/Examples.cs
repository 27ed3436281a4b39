using System.Text.RegularExpressions;

namespace Waystation.Browser;

/// <summary>A page whose address has parts, and how a person comes to one of its kind.</summary>
static partial class Examples
{
    static readonly Dictionary<string, Func<Visitor, RunningHouse, Task<string>>> ways = new()
    {
        ["/trouble/{status:int}"] = (_, _) => Task.FromResult("/no-such-page"),
        ["/unions/{id?}"] = (_, _) => Task.FromResult("/unions"),
        ["/unions/{id}/change"] = (officer, _) => ChangeAsync(officer),
        ["/members/imports/{id:guid}"] = (officer, _) => ImportAsync(officer),
        ["/members/imports/{id:guid}/slips"] = (officer, _) => SlipsAsync(officer),
        ["/stations/{slug}"] = (anybody, _) => StationAsync(anybody),
        ["/slip/{code}"] = (officer, _) => SlipAsync(officer),
        ["/desk/set-up/{token}"] = (_, house) => SetUpAsync(house),
        ["/accounts/{id:guid}"] = ColleagueAsync,
    };

    /// <summary>An address that can be opened, for the address on line 1 of a page.</summary>
    public static async Task<string> OfAsync(string address, Chromium chromium, RunningHouse house)
    {
        if (!address.Contains('{')) return address;

        Assert.True(ways.TryGetValue(address, out var way), $"{address}: nobody says how a person comes to such a page");
        await using var officer = await chromium.VisitorAsync(house, 1440);
        await officer.EnterAsync(house, "city");
        return await way(officer, house);
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

    static async Task<string> ColleagueAsync(Visitor visitor, RunningHouse house)
    {
        await visitor.EnterAsync(house, "security");
        await visitor.GoAsync("/accounts?q=leader");
        return (await visitor.Page.Locator("main .list a").First.GetAttributeAsync("href"))!;
    }

    /// <summary>The link that the command for a new colleague prints.</summary>
    static async Task<string> SetUpAsync(RunningHouse house)
    {
        var said = await house.RunAsync("add-officer", $"新同事{Guid.NewGuid():N}", "--role", "leader", "--union", "东城区总工会");
        return SetUpAddress().Match(said).Value;
    }

    [GeneratedRegex("/desk/set-up/[A-Za-z0-9_-]{43}")]
    private static partial Regex SetUpAddress();
}
