using System.Net;
using System.Text.RegularExpressions;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>Security, audit and system administrators at their pages.</summary>
public partial class AdministratorTests
{
    static Task<HttpResponseMessage> GiveAsync(HttpClient security, string name, Role role, string union, bool below = false) =>
        TestHouse.PostFormAsync(security, "/accounts/give", new() { ["Name"] = name, ["Role"] = role.Code(), ["Union"] = union, ["Below"] = below ? "true" : "false" });

    static async Task<string> RefusalAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()).QuerySelector("main .validation-summary-errors")?.TextContent.Trim() ?? "";
    }

    static string Says(string key, params object[] parts) => Words.Say(Words.Chinese, $"accounts.{key}", parts);

    static Task<Guid> AccountAsync(TestHouse web, string name) => RouteIds.IdAsync(web.House, $"SELECT id FROM accounts WHERE name = '{name}'");

    static async Task<T> ScalarAsync<T>(TestHouse web, string sql)
    {
        await using var command = web.House.Database.Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    [Fact]
    public async Task Nobody_gives_a_post_outside_their_reach_or_wider_than_it_or_to_themselves()
    {
        var (web, branch) = await Walk.InAsync();
        await using var closing = web;
        var security = await web.StaffAsync(Role.SecurityAdministrator, branch.Own);
        var alone = await web.StaffAsync(Role.SecurityAdministrator, branch.Own, below: false);
        var me = await ScalarAsync<string>(web, "SELECT a.name FROM accounts a JOIN posts p ON p.account_id = a.id WHERE p.below");

        Assert.Contains(Says("union-beyond-reach"), await RefusalAsync(await GiveAsync(security, "孙干事", Role.Leader, "东城区总工会")));
        Assert.Contains(Says("union-beyond-reach"), await RefusalAsync(await GiveAsync(security, "孙干事", Role.Leader, "北京市总工会")));
        Assert.Contains(Says("union-beyond-reach"), await RefusalAsync(await GiveAsync(security, "孙干事", Role.Leader, "没有这个工会")));
        Assert.Contains(Says("only-this-union-is-yours"), await RefusalAsync(await GiveAsync(alone, "孙干事", Role.Leader, "西城区总工会", below: true)));
        Assert.Contains(Says("not-to-yourself"), await RefusalAsync(await GiveAsync(security, $" {me.ToUpperInvariant()}", Role.DistrictOfficer, "西城区总工会")));
        Assert.Equal(0L, await ScalarAsync<long>(web, "SELECT count(*) FROM logbook WHERE did = 'gave-post'"));
    }

    [Fact]
    public async Task A_post_given_shows_the_link_once_and_the_log_tells_it_without_the_link()
    {
        var (web, branch) = await Walk.InAsync();
        await using var closing = web;
        var security = await web.StaffAsync(Role.SecurityAdministrator, branch.Own);

        var page = await (await GiveAsync(security, "孙干事", Role.SubdistrictOfficer, Branch.ChildName, below: true)).Content.ReadAsStringAsync();
        var link = Link().Match(page).Value;

        Assert.Equal(HttpStatusCode.OK, (await web.Visitor().GetAsync(link)).StatusCode);
        var account = await AccountAsync(web, "孙干事");
        Assert.DoesNotContain("/desk/set-up/", await security.GetStringAsync($"/accounts/{account}"));
        Assert.Contains("孙干事", await security.GetStringAsync("/accounts?q=孙"));
        Assert.Equal("added-officer,gave-post", await ScalarAsync<string>(web, "SELECT string_agg(did, ',' ORDER BY seq) FROM logbook WHERE did IN ('added-officer', 'gave-post') AND account_id IS NOT NULL"));
        Assert.DoesNotContain(link[^43..], await ScalarAsync<string>(web, "SELECT string_agg(l::text, ' ') FROM logbook l"));
    }

    [Fact]
    public async Task A_reset_account_is_out_at_once_and_gets_a_new_link()
    {
        var (web, branch) = await Walk.InAsync();
        await using var closing = web;
        var security = await web.StaffAsync(Role.SecurityAdministrator, branch.Own);
        var officer = await web.StaffAsync(Role.DistrictOfficer, branch.Own);
        var account = await ScalarAsync<Guid>(web, "SELECT account_id FROM posts WHERE role = 'district-officer'");

        var page = await (await TestHouse.PostFormAsync(security, $"/accounts/{account}?handler=Reset", [])).Content.ReadAsStringAsync();

        Assert.Matches(Link(), page);
        Assert.Equal(HttpStatusCode.Redirect, (await officer.GetAsync("/unions")).StatusCode);
        Assert.Equal(1L, await ScalarAsync<long>(web, $"SELECT count(*) FROM logbook WHERE did = 'reset-account' AND about = '{account}'"));
    }

    [Fact]
    public async Task An_account_that_also_acts_elsewhere_is_not_taken_over_from_here()
    {
        var (web, branch) = await Walk.InAsync();
        await using var closing = web;
        var security = await web.StaffAsync(Role.SecurityAdministrator, branch.Own);
        var add = web.Services.GetRequiredService<AddOfficer>();
        var (account, _) = await add.RunAsync("两处任职", Role.Leader, branch.Own, false, Data.Actor.Command);
        await add.RunAsync("两处任职", Role.CityOfficer, branch.Parent, true, Data.Actor.Command);

        foreach (var handler in new[] { "Reset", "Unlock", "SignOut", "Close" })
            Assert.Contains(Says("acts-elsewhere-too"), await RefusalAsync(await TestHouse.PostFormAsync(security, $"/accounts/{account}?handler={handler}", [])));
    }

    [Fact]
    public async Task Nobody_resets_or_closes_their_own_account_and_the_last_of_the_city_stays()
    {
        var (web, branch) = await Walk.InAsync();
        await using var closing = web;
        var security = await web.StaffAsync(Role.SecurityAdministrator, branch.Parent);
        await ScalarAsync<object>(web, "WITH set_up AS (UPDATE accounts SET password_hash = 'x' RETURNING 1) SELECT count(*) FROM set_up");
        var (me, post) = (await ScalarAsync<Guid>(web, "SELECT account_id FROM posts"), await ScalarAsync<Guid>(web, "SELECT id FROM posts"));

        foreach (var handler in new[] { "Reset", "Unlock", "SignOut", "Close" })
            Assert.Contains(Says("not-your-own-account"), await RefusalAsync(await TestHouse.PostFormAsync(security, $"/accounts/{me}?handler={handler}", [])));
        Assert.Contains(Says("last-security-administrator"), await RefusalAsync(await TestHouse.PostFormAsync(security, $"/accounts/{me}?handler=EndPost", new() { ["post"] = $"{post}" })));

        var other = await web.StaffAsync(Role.SecurityAdministrator, branch.Parent);
        Assert.Contains(Says("last-security-administrator"), await RefusalAsync(await TestHouse.PostFormAsync(other, $"/accounts/{me}?handler=Close", [])));
        await ScalarAsync<object>(web, "WITH set_up AS (UPDATE accounts SET password_hash = 'x' RETURNING 1) SELECT count(*) FROM set_up");
        Assert.Equal(HttpStatusCode.Redirect, (await TestHouse.PostFormAsync(other, $"/accounts/{me}?handler=Close", [])).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await security.GetAsync("/accounts")).StatusCode);
    }

    [Fact]
    public async Task Two_security_administrators_cannot_end_each_other()
    {
        var (web, branch) = await Walk.InAsync();
        await using var closing = web;
        HttpClient[] both = [await web.StaffAsync(Role.SecurityAdministrator, branch.Parent), await web.StaffAsync(Role.SecurityAdministrator, branch.Parent)];
        await ScalarAsync<object>(web, "WITH set_up AS (UPDATE accounts SET password_hash = 'x' RETURNING 1) SELECT count(*) FROM set_up");
        var posts = await ScalarAsync<Guid[]>(web, "SELECT array_agg(id ORDER BY id) FROM posts");
        var accounts = await ScalarAsync<Guid[]>(web, "SELECT array_agg(account_id ORDER BY id) FROM posts");

        await Task.WhenAll(both.Select((one, place) => TestHouse.PostFormAsync(one, $"/accounts/{accounts[1 - place]}?handler=EndPost", new() { ["post"] = $"{posts[1 - place]}" })));

        Assert.Equal(1L, await ScalarAsync<long>(web, "SELECT count(*) FROM posts WHERE until_on IS NULL"));
    }

    [Fact]
    public async Task The_log_is_read_by_time_and_filtered_and_an_audit_administrator_of_a_branch_reads_that_branch()
    {
        var (web, branch) = await Walk.InAsync();
        await using var closing = web;
        var (city, own) = (await web.StaffAsync(Role.AuditAdministrator, branch.Parent), await web.StaffAsync(Role.AuditAdministrator, branch.Own));
        await web.StaffAsync(Role.Leader, branch.Sibling);

        Assert.Equal(3, await LinesAsync(city, "/log?did=signed-in"));
        Assert.Equal(1, await LinesAsync(own, "/log"));
        Assert.Equal(0, await LinesAsync(city, "/log?to=2020-01-01"));
        Assert.Equal(1, await LinesAsync(city, "/log?did=imported-members"));
        Assert.Equal(1, await LinesAsync(city, $"/log?who={await ScalarAsync<Guid>(web, "SELECT account_id FROM posts WHERE role = 'leader'")}"));
        Assert.Equal(0, await LinesAsync(city, $"/log?about={Guid.NewGuid()}"));
        foreach (var nonsense in new[] { "from=x", "did=x", "about=x", "after=x", "after=99999999999999999999-1", "who=%00" })
            Assert.Equal(HttpStatusCode.BadRequest, (await city.GetAsync($"/log?{nonsense}")).StatusCode);
    }

    [Fact]
    public async Task The_log_turns_its_pages_without_losing_or_repeating_a_line()
    {
        var (web, branch) = await Walk.InAsync();
        await using var closing = web;
        var city = await web.StaffAsync(Role.AuditAdministrator, branch.Parent);
        await ScalarAsync<object>(web, "WITH many AS (INSERT INTO logbook (at, who, did, amount) SELECT now() - interval '1 day', 'system', 'made-backup', n FROM generate_series(1, 120) n RETURNING 1) SELECT count(*) FROM many");

        List<string> amounts = [];
        for (var address = "/log?did=made-backup"; address is not null && amounts.Count <= 120;)
        {
            var page = await TestHouse.PageAsync(city, address);
            amounts.AddRange(page.QuerySelectorAll("main tbody tr td:last-child").Select(cell => cell.TextContent));
            address = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(Enumerable.Range(1, 120).Reverse().Select(n => $"{n}"), amounts);
    }

    [Fact]
    public async Task The_exported_log_holds_codes_and_ids_and_is_itself_logged()
    {
        var (web, branch) = await Walk.InAsync();
        await using var closing = web;
        var city = await web.StaffAsync(Role.AuditAdministrator, branch.Parent);

        var answer = await TestHouse.PostFormAsync(city, "/log?handler=Export&did=signed-in", []);
        var bytes = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(2, System.Text.Encoding.UTF8.GetString(bytes).TrimEnd().Split('\n').Length);
        Assert.True(await ScalarAsync<bool>(web, $"SELECT amount = 1 AND hash = '\\x{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))}' FROM logbook WHERE did = 'exported-log'"));
    }

    [Fact]
    public async Task The_system_page_counts_and_names_nobody()
    {
        var (web, branch) = await Walk.InAsync();
        await using var closing = web;

        var page = await TestHouse.PageAsync(await web.StaffAsync(Role.SystemAdministrator, branch.Parent), "/system");

        Assert.Equal(8, page.QuerySelectorAll(".tile").Length);
        Assert.DoesNotContain("李", page.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public void Everything_that_is_logged_has_its_words_in_both_languages()
    {
        string[] keys =
        [
            .. Enum.GetValues<Logbook.Did>().Select(did => $"logbook.did-{Logbook.LogCode.Of(did)}"), .. Enum.GetValues<Logbook.Purpose>().Select(why => $"logbook.purpose-{Logbook.LogCode.Of(why)}"),
            .. Roles.All.Select(role => $"accounts.role-{role.Code()}"),
        ];

        foreach (var language in new[] { Words.Chinese, Words.English }) Architecture.Law.None(keys.Where(key => !Words.All(language).ContainsKey(key)));
    }

    static async Task<int> LinesAsync(HttpClient audit, string address) => (await TestHouse.PageAsync(audit, address)).QuerySelectorAll("main tbody tr").Length;

    [GeneratedRegex("/desk/set-up/[A-Za-z0-9_-]{43}")]
    private static partial Regex Link();
}
