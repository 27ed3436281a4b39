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
        ["/members/{id:guid}"] = (officer, _) => MemberAsync(officer, ""),
        ["/members/{id:guid}/reveal"] = (officer, _) => MemberAsync(officer, "/reveal"),
        ["/members/{id:guid}/registration"] = (officer, _) => MemberAsync(officer, "/registration"),
        ["/members/{id:guid}/correct"] = (officer, _) => MemberAsync(officer, "/correct"),
        ["/members/{id:guid}/phone"] = (officer, _) => MemberAsync(officer, "/phone"),
        ["/numbers/{id:guid?}"] = (_, _) => Task.FromResult("/numbers"),
        ["/numbers/{id:guid}/{indicator}"] = (officer, _) => LinkAsync(officer, "/numbers", "^/numbers/[0-9a-f-]{36}/"),
        ["/join/{code}"] = (visitor, house) => JoinAsync(visitor, house, ""),
        ["/join/{code}/apply"] = (visitor, house) => JoinAsync(visitor, house, "/apply"),
        ["/me/applications/{id:guid}"] = (visitor, house) => ApplicationAsync(visitor, house, "/me/applications", ""),
        ["/applications/{id:guid}"] = (visitor, house) => ApplicationAsync(visitor, house, "/applications", ""),
        ["/applications/{id:guid}/print"] = (visitor, house) => ApplicationAsync(visitor, house, "/applications", "/print"),
        // The journeys of these open them; here stands what somebody reads who mistyped the address.
        ["/applications/{id:guid}/slip"] = (_, _) => Task.FromResult($"/applications/{Guid.NewGuid()}/slip"),
        ["/follow/{code}"] = (_, _) => Task.FromResult("/follow/none"),
        ["/transfers/{id:guid}"] = (_, _) => Task.FromResult($"/transfers/{Guid.NewGuid()}"),
        ["/join-codes/{id:guid}"] = (_, _) => Task.FromResult($"/join-codes/{Guid.NewGuid()}"),
        ["/data-requests/{id:guid}"] = (_, _) => Task.FromResult($"/data-requests/{Guid.NewGuid()}"),
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

    static async Task<string> MemberAsync(Visitor officer, string page) => await LinkAsync(officer, "/members", "^/members/[0-9a-f-]{36}$") + page;

    /// <summary>The first link of that shape on a page.</summary>
    static async Task<string> LinkAsync(Visitor visitor, string page, string shape)
    {
        await visitor.GoAsync(page);
        var links = await visitor.Page.Locator("main a").EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('href') ?? '')");
        return links.First(link => Regex.IsMatch(link, shape));
    }

    /// <summary>At the union of the demonstration's chair.</summary>
    static async Task<string> JoinAsync(Visitor visitor, RunningHouse house, string page)
    {
        await visitor.EnterAsync(house, "chair");
        var numbers = await LinkAsync(visitor, "/numbers", "^/numbers/[0-9a-f-]{36}");
        return $"/join/{Guid.Parse(numbers.Split('/')[2][..36]):n}{page}";
    }

    /// <summary>The double click finds the one that is open.</summary>
    static async Task<string> ApplicationAsync(Visitor visitor, RunningHouse house, string at, string page)
    {
        var form = await JoinAsync(visitor, house, "/apply");
        await visitor.EnterForAsync(house, "Workers");
        await visitor.GoAsync(form);
        foreach (var (field, value) in new[] { ("#Name", "王小芳"), ("#Number", "11010519491231002X"), ("#Phone", "13912340099"), ("#Workplace", "某快递站") }) await visitor.Page.Locator(field).FillAsync(value);
        await visitor.Page.Locator("main button.go").ClickAsync();
        await visitor.Page.WaitForURLAsync("**/me/applications/*");
        return $"{at}/{new Uri(visitor.Page.Url).Segments[^1]}{page}";
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
