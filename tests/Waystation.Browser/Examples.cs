using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Waystation.Data;

namespace Waystation.Browser;

/// <summary>A page whose address has parts, and how a person comes to one of its kind.</summary>
static partial class Examples
{
    static readonly ConcurrentDictionary<(string Page, string Shape), string> found = [];

    static readonly Dictionary<string, Func<Visitor, RunningHouse, Task<string>>> ways = new()
    {
        ["/trouble/{status:int}"] = (_, _) => Task.FromResult("/no-such-page"),
        ["/unions/{id?}"] = (_, _) => Task.FromResult("/unions"),
        ["/unions/{id}/change"] = (officer, _) => ChangeAsync(officer),
        ["/members/imports/{id:guid}"] = (officer, _) => ImportAsync(officer),
        ["/members/imports/{id:guid}/slips"] = (officer, _) => SlipsAsync(officer),
        ["/stations/{slug}"] = (anybody, _) => StationAsync(anybody),
        ["/say/{slug}"] = async (anybody, _) => (await StationAsync(anybody)).Replace("/stations/", "/say/", StringComparison.Ordinal),
        ["/station-questions/{id:guid}"] = (officer, _) => LinkAsync(officer, "/station-questions", "^/station-questions/[0-9a-f-]{36}$"),
        ["/station-today/{id:guid}"] = async (officer, _) => await LinkAsync(officer, await LinkAsync(officer, "/station-questions", "^/station-questions/[0-9a-f-]{36}$"), "^/station-today/"),
        ["/signs/print"] = (_, _) => Task.FromResult("/signs/print?kind=A4&area=110101008"),
        ["/station-lives/{id:guid}"] = (officer, _) => LinkAsync(officer, "/station-lives", "^/station-lives/[0-9a-f-]{36}$"),
        ["/station-lives/{id:guid}/standards"] = async (officer, _) => $"{await LinkAsync(officer, "/station-lives", "^/station-lives/[0-9a-f-]{36}$")}/standards",
        ["/v/{code}"] = (officer, _) => DoorAsync(officer),
        ["/station-keepers/{id:guid}"] = async (officer, _) => $"/station-keepers/{await KeptAsync(officer)}",
        ["/station-visits/{id:guid}"] = async (officer, _) => $"/station-visits/{await KeptAsync(officer)}",
        ["/station-hours/{id:guid}"] = async (officer, _) => $"/station-hours/{await KeptAsync(officer)}",
        ["/routes/draw/{id:guid?}"] = async (officer, _) => (await LinkAsync(officer, "/routes", "^/routes/[0-9a-f-]{36}$")).Replace("/routes/", "/routes/draw/", StringComparison.Ordinal),
        ["/routes/{id:guid}"] = (officer, _) => LinkAsync(officer, "/routes", "^/routes/[0-9a-f-]{36}$"),
        ["/station-pictures/{id:guid}"] = async (officer, _) => $"/station-pictures/{await KeptAsync(officer)}",
        ["/keeper/in/{token}"] = (_, _) => Task.FromResult("/keeper/in/none"),
        ["/rounds/{id:guid}"] = (officer, _) => RoundAsync(officer),
        ["/rounds/{id:guid}/report"] = async (officer, _) => $"{await RoundAsync(officer)}/report",
        ["/round-stops/{id:guid}"] = (officer, _) => StopAsync(officer),
        ["/round-stops/{id:guid}/visit"] = async (officer, _) => $"{await StopAsync(officer)}/visit",
        ["/faults/{id:guid}"] = async (officer, _) => await FaultAsync(officer),
        ["/goods/batches/{id:guid}"] = (officer, _) => LinkAsync(officer, "/goods", "^/goods/batches/[0-9a-f-]{36}$"),
        ["/goods/batches/{id:guid}/allocate"] = async (officer, _) => $"{await LinkAsync(officer, "/goods", "^/goods/batches/[0-9a-f-]{36}$")}/allocate?street=110101001",
        ["/goods/funds/{id:guid}"] = (officer, _) => LinkAsync(officer, "/goods/funds", "^/goods/funds/[0-9a-f-]{36}$"),
        ["/station-goods/{id:guid}"] = async (officer, _) => await LinkAsync(officer, await LinkAsync(officer, "/goods", "^/goods/batches/[0-9a-f-]{36}$"), "^/station-goods/"),
        ["/station-goods/{id:guid}/month"] = async (officer, _) => $"{await LinkAsync(officer, await LinkAsync(officer, "/goods", "^/goods/batches/[0-9a-f-]{36}$"), "^/station-goods/")}/month",
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
        ["/aid-numbers/{id:guid?}"] = (_, _) => Task.FromResult("/aid-numbers"),
        ["/aid-numbers/{id:guid}/{indicator}"] = (officer, _) => LinkAsync(officer, "/aid-numbers", "^/aid-numbers/[0-9a-f-]{36}/aid-insured"),
        ["/enrolment/{id:guid}"] = (officer, _) => LinkAsync(officer, "/enrolment", "^/enrolment/[0-9a-f-]{36}$"),
        ["/key-work/items/{id:guid}"] = (officer, _) => LinkAsync(officer, "/key-work", "^/key-work/items/"),
        ["/key-work/items/{id:guid}/change"] = async (officer, _) => $"{await LinkAsync(officer, "/key-work", "^/key-work/items/")}/change",
        ["/aid/person/{id:guid}"] = PersonAidAsync,
        ["/exports/{id:guid}"] = (officer, _) => AskForExportAsync(officer),
        ["/data-requests/{id:guid}"] = (_, house) => RequestAsync(house),
        ["/claims/{id:guid}"] = async (_, house) => $"/claims/{await ClaimAsync(house, "entered_by", "staff")}",
        ["/me/claims/{id:guid}"] = async (officer, house) =>
        {
            await officer.EnterForAsync(house, "Workers");
            return $"/me/claims/{await ClaimAsync(house, "account_id", "worker")}";
        },
        ["/join/{code}"] = (officer, _) => JoinAsync(officer),
        ["/join/{code}/apply"] = async (officer, _) => $"{await JoinAsync(officer)}/apply",
        ["/me/applications/{id:guid}"] = (officer, house) => AppliedAsync(officer, house),
        ["/applications/{id:guid}/slip"] = (officer, _) => WrittenDownAsync(officer),
        ["/applications/{id:guid}"] = async (officer, _) => Without("/slip", await WrittenDownAsync(officer)),
        ["/applications/{id:guid}/print"] = async (officer, _) => Without("/slip", await WrittenDownAsync(officer)) + "/print",
        ["/follow/{code}"] = (officer, _) => FollowAsync(officer),
        ["/join-codes/{id:guid}"] = (officer, _) => JoinCodeAsync(officer),
        ["/transfers/{id:guid}"] = (officer, _) => TransferAsync(officer),
    };

    /// <summary>An address that can be opened, for the address on line 1 of a page.</summary>
    public static async Task<string> OfAsync(string address, Chromium chromium, RunningHouse house)
    {
        if (!ways.TryGetValue(address, out var way))
        {
            Assert.False(address.Contains('{'), $"{address}: nobody says how a person comes to such a page");
            return address;
        }

        await using var officer = await chromium.VisitorAsync(house, 1440);
        await officer.EnterAsync(house, "city");
        return await way(officer, house);
    }

    /// <summary>A street whose federation takes individuals, or its joint union.</summary>
    static async Task<string> JoinAsync(Visitor anybody, string street = "110101008")
    {
        await anybody.GoAsync($"/join?street={street}");
        return (await anybody.Page.Locator("main a.btn[href^='/join/']").First.GetAttributeAsync("href"))!;
    }

    /// <summary>Five fields, as a worker fills them in.</summary>
    static async Task FillAsync(Visitor who, string number, string name = "王小芳")
    {
        await who.Page.Locator("#Name").FillAsync(name);
        await who.Page.Locator("#Number").FillAsync(number);
        await who.Page.Locator("#Phone").FillAsync("13800000000");
        await who.Page.Locator("#Workplace").FillAsync("东直门快递站");
        await who.Page.Locator("#Work").SelectOptionAsync("parcel-courier");
    }

    static async Task<string> AppliedAsync(Visitor officer, RunningHouse house)
    {
        var address = await JoinAsync(officer);
        await officer.EnterForAsync(house, "Workers");
        await officer.GoAsync($"{address}/apply");
        await FillAsync(officer, "11010119900307803X");
        await officer.Page.Locator("main button.go").ClickAsync();
        await officer.Page.WaitForURLAsync("**/me/applications/*");
        return new Uri(officer.Page.Url).AbsolutePath;
    }

    /// <summary>For somebody without a phone, signed on paper; who asks twice is given the same slip.</summary>
    static async Task<string> WrittenDownAsync(Visitor officer, string name = "王小芳", string number = "110101199003078056")
    {
        await officer.GoAsync("/applications/new");
        await officer.Page.Locator("main ul.list a.btn").First.ClickAsync();
        await FillAsync(officer, number, name);
        await officer.Page.Locator("[name=OnPaper]").CheckAsync();
        await officer.Page.Locator("#PaperAt").FillAsync("1 号柜");
        await officer.Page.Locator("main form[method=post] button.go").ClickAsync();
        await officer.Page.WaitForURLAsync("**/slip");
        return new Uri(officer.Page.Url).AbsolutePath;
    }

    static string Without(string ending, string address) => address[..^ending.Length];

    static async Task<string> FollowAsync(Visitor officer)
    {
        await officer.GoAsync(await WrittenDownAsync(officer));
        return new Uri(await officer.Page.Locator("main .card .num").InnerTextAsync()).AbsolutePath;
    }

    static async Task<string> JoinCodeAsync(Visitor officer)
    {
        await officer.GoAsync("/join-codes?q=联合");
        await officer.Page.Locator("main li form[method=post] button").Last.ClickAsync();
        await officer.Page.WaitForURLAsync("**/join-codes/*");
        return await LinkAsync(officer, "/join-codes", "^/join-codes/[0-9a-f-]{36}$");
    }

    /// <summary>Somebody who is a member elsewhere applies here: refused for that reason, they are asked over.</summary>
    static async Task<string> TransferAsync(Visitor officer)
    {
        await officer.GoAsync(await MemberAsync(officer, ""));
        await officer.Page.Locator("#why").SelectOptionAsync("MemberAsked");
        await officer.Page.Locator("main form[action$='/reveal'] button.go").ClickAsync();
        var (name, number) = (await FactAsync("姓名"), await FactAsync("证件号码"));

        await officer.GoAsync(Without("/slip", await WrittenDownAsync(officer, name, number)));
        await officer.Page.Locator("input[value=already-a-member]").CheckAsync();
        await officer.Page.Locator("form[action*='Refuse'] button").ClickAsync();
        return await LinkAsync(officer, "/applications", "^/transfers/");

        Task<string> FactAsync(string what) => officer.Page.Locator($"main dl.facts div:has(dt:text-is('{what}')) dd").InnerTextAsync();
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

    /// <summary>The list as it stands on the screen, in full; a second officer has to agree.</summary>
    static async Task<string> AskForExportAsync(Visitor officer)
    {
        await officer.GoAsync("/members?q=王");
        await officer.Page.Locator("details:has(#why-full) summary").ClickAsync();
        await officer.Page.Locator("#why-full").SelectOptionAsync("LegalReport");
        await officer.Page.Locator("form:has(#why-full) button").ClickAsync();
        await officer.Page.WaitForURLAsync("**/exports/*");
        return new Uri(officer.Page.Url).AbsolutePath;
    }

    /// <summary>A station whose umbrellas should be back, and so one that is kept.</summary>
    static async Task<string> KeptAsync(Visitor officer) => (await LinkAsync(officer, "/umbrellas", "^/station-visits/"))["/station-visits/".Length..];

    /// <summary>The demonstration has one that is half done.</summary>
    static Task<string> RoundAsync(Visitor officer) => LinkAsync(officer, "/rounds", "^/rounds/[0-9a-f-]{36}$");

    static async Task<string> StopAsync(Visitor officer) => await LinkAsync(officer, await RoundAsync(officer), "^/round-stops/");

    static Task<string> FaultAsync(Visitor officer) => LinkAsync(officer, "/faults", "^/faults/");

    static async Task<string> DoorAsync(Visitor officer)
    {
        await officer.GoAsync($"/station-visits/{await KeptAsync(officer)}");
        return new Uri(await officer.Page.Locator("main .sheet .num").InnerTextAsync()).AbsolutePath;
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

    /// <summary>The first link of that shape on a page. Looked up once a run: what it leads to stays, and several pages begin there.</summary>
    static async Task<string> LinkAsync(Visitor visitor, string page, string shape)
    {
        if (found.TryGetValue((page, shape), out var known)) return known;

        await visitor.GoAsync(page);
        var links = await visitor.Page.Locator("main a").EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('href') ?? '')");
        return found[(page, shape)] = links.First(link => Regex.IsMatch(link, shape));
    }

    static async Task<string> PersonAidAsync(Visitor visitor, RunningHouse house)
    {
        await visitor.EnterAsync(house, "claims");
        return await LinkAsync(visitor, await LinkAsync(visitor, "/aid/settlements", "^/aid/quarter"), "^/aid/person/[0-9a-f-]{36}$");
    }

    static async Task<string> ColleagueAsync(Visitor visitor, RunningHouse house)
    {
        await visitor.EnterAsync(house, "security");
        await visitor.GoAsync("/accounts?q=leader");
        return (await visitor.Page.Locator("main .list a").First.GetAttributeAsync("href"))!;
    }

    /// <summary>Made as the program would have made it for somebody with a record: the browser's worker has none bound.</summary>
    static async Task<string> RequestAsync(RunningHouse running)
    {
        await using var house = await House.OpenAsync(DataFolder.At(running.Folder), db: null);
        await using var ask = house.Database.Source.CreateCommand(
            """
            WITH person AS (SELECT id, union_id FROM members WHERE id NOT IN (SELECT member_id FROM accounts WHERE member_id IS NOT NULL) LIMIT 1),
                account AS (INSERT INTO accounts (id, kind, member_id, bound_at, created_at) SELECT gen_random_uuid(), 'worker', id, now(), now() FROM person RETURNING id)
            INSERT INTO data_requests (id, union_id, account_id, member_id, kind, field, rule, state, made_at, due_on)
            SELECT gen_random_uuid(), person.union_id, account.id, person.id, 'correct', 'residence', 'data-request/city/2020-10-01', 'open', now(), current_date + 30 FROM person, account RETURNING id
            """);
        return $"/data-requests/{await ask.ExecuteScalarAsync()}";
    }

    /// <summary>Of whoever of that kind came in last; what it is about nobody can open.</summary>
    static async Task<Guid> ClaimAsync(RunningHouse running, string by, string kind)
    {
        await using var house = await House.OpenAsync(DataFolder.At(running.Folder), db: null);
        await using var ask = house.Database.Source.CreateCommand(
            $"""
            INSERT INTO claims (id, person, member_id, union_id, {by}, plan, benefit, rule, year_begins, happened_on, state, state_since, filed_at, by_app, details, consent, consent_at)
            SELECT gen_random_uuid(), m.document_index, m.id, m.union_id, a.id, 'inpatient', 'inpatient', 'inpatient/city/2011-01-01', '2026-01-01', '2026-03-01', 'review', now(), now(), {(by == "account_id" ? "true" : "false")}, '\x00', 'health-1', now()
            FROM (SELECT a.id FROM accounts a JOIN sessions s ON s.account_id = a.id WHERE a.kind = '{kind}' ORDER BY s.made_at DESC LIMIT 1) a, (SELECT * FROM members LIMIT 1) m RETURNING id
            """);
        return (Guid)(await ask.ExecuteScalarAsync())!;
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
