using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Dom;
using Waystation.Members;

namespace Waystation.Accounts;

/// <summary>Secret values are planted where people enter them, and then looked for everywhere they must not be.</summary>
[Trait("server", "any")]
public class TaintTests
{
    static readonly string document = MemberWorld.IdOf(7_777);
    const string Phone = "13977745521", Card = "6217000077774552139", Home = "槐柏树街南里九号楼二单元", Illness = "慢性肾功能不全三期";

    static IReadOnlyList<string> Secrets => [document, document[6..14] + document[14..], document[^8..], Phone, Phone[3..], Card, Card[4..], Home, Illness];

    static byte[] Form() => Encoding.UTF8.GetBytes(MemberWorld.Header
        + $"1,周小满,居民身份证,{document},长期,,,汉族,本科,{Phone},{Home}{Illness},某厂,,{Branch.ChildName},2020-01-02,{Card},在籍\n");

    static async Task<(TestHouse Web, Branch Branch, Ears Ears)> PlantedAsync(Commands.Features? features = null)
    {
        var ears = new Ears();
        var (web, branch) = await Walk.InAsync(features, change => change.Logging.AddProvider(ears));
        var officer = await web.StaffAsync(Role.SubdistrictOfficer, branch.Child);
        var token = ((IHtmlInputElement)(await TestHouse.PageAsync(officer, "/members/import")).QuerySelector("main input[name=__RequestVerificationToken]")!).Value;
        var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent("Existing"), "What" }, { new StringContent("false"), "DryRun" } };
        form.Add(new ByteArrayContent(Form()) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } }, "Upload", "登记表.csv");
        var result = (await officer.PostAsync("/members/import", form)).Headers.Location!.OriginalString;
        for (var look = 0; look < 300 && (await TestHouse.PageAsync(officer, result)).QuerySelector("meta[http-equiv=refresh]") is not null; look++) await Task.Delay(50);
        await RouteIds.IdAsync(web.House, "SELECT id FROM members WHERE name = '周小满'");
        return (web, branch, ears);
    }

    [Fact]
    public async Task No_page_of_anybody_shows_what_was_entered_about_a_person()
    {
        var (web, branch, ears) = await PlantedAsync();
        await using var closing = web;

        var findings = await LookAsync(web, branch, ears);

        Architecture.Law.None(findings);
    }

    [Fact]
    public async Task After_a_reveal_for_a_purpose_that_one_answer_shows_it_and_no_page_after_it()
    {
        var (web, branch, ears) = await PlantedAsync();
        await using var closing = web;
        var (officer, stranger) = (await web.StaffAsync(Role.SubdistrictOfficer, branch.Child), await web.StaffAsync(Role.DistrictOfficer, branch.Sibling));
        var member = await RouteIds.IdAsync(web.House, "SELECT id FROM members WHERE name = '周小满'");

        var shown = await RevealAsync(officer, member, $"/members/{member}");
        var refused = await RevealAsync(stranger, member, "/sessions");

        Assert.All([document, Phone, Home], secret => Assert.Contains(secret, shown));
        Assert.Empty(Found("elsewhere", refused));
        Architecture.Law.None(Found("the page before it", await officer.GetStringAsync($"/members/{member}")));
        Architecture.Law.None(await LookAsync(web, branch, ears, only: "/members/{id:guid}"));
    }

    static async Task<string> RevealAsync(HttpClient who, Guid member, string page)
    {
        var token = ((IHtmlInputElement)(await TestHouse.PageAsync(who, page)).QuerySelector("main input[name=__RequestVerificationToken]")!).Value;
        var answer = await who.PostAsync($"/members/{member}/reveal", new FormUrlEncodedContent(new Dictionary<string, string> { ["why"] = "CheckRecord", ["__RequestVerificationToken"] = token }));
        return await answer.Content.ReadAsStringAsync();
    }

    [Fact]
    public async Task What_somebody_enters_to_join_stands_on_no_page_and_in_no_message_before_or_after_the_answer()
    {
        var ears = new Ears();
        var (web, branch) = await Walk.InAsync(change: change => { change.Logging.AddProvider(ears); change.Configuration["WAYSTATION_MESSAGES"] = "file"; });
        await using var closing = web;
        var (worker, officer) = (await web.WorkerAsync(), await web.StaffAsync(Role.SubdistrictOfficer, branch.Child));
        var unit = await RouteIds.IdAsync(web.House, "SELECT id FROM unions WHERE name = '某厂'");
        var fields = new Dictionary<string, string>(Joining.JoiningPagesTests.Fields()) { ["Form.Number"] = document, ["Form.Phone"] = Phone };
        var mine = (await TestHouse.PostFormAsync(worker, $"/join/{unit:n}/apply", fields)).Headers.Location!.OriginalString;
        var page = $"/applications/{mine.Split('/')[^1]}";
        string[] pages = [mine, "/me", "/me/applications", "/me/data", page, $"{page}/print", "/applications", "/members", "/log"];
        var everybody = (await new Walk(web, branch).EverybodyAsync()).Select(walker => walker.Client).Append(worker).ToList();

        var before = await OpenAllAsync(everybody, pages);
        await Joining.JoiningPagesTests.PressAsync(officer, page, $"{page}?handler=Refuse", new() { ["Reason"] = "identity-not-established" });
        var after = await OpenAllAsync(everybody, pages);
        var sent = await MessagesAsync(web);

        Assert.Contains(after, opened => opened.Contains("身份无法核实", StringComparison.Ordinal));
        Assert.NotEmpty(sent);
        Architecture.Law.None([.. before.Concat(after).Concat(sent).Concat(ears.Heard).SelectMany(text => Found(text[..Math.Min(60, text.Length)], text))]);
    }

    static async Task<List<string>> OpenAllAsync(IReadOnlyList<HttpClient> everybody, string[] pages)
    {
        List<string> opened = [];
        foreach (var client in everybody)
            foreach (var page in pages) opened.Add($"{page} {await (await client.GetAsync(page)).Content.ReadAsStringAsync()}");
        return opened;
    }

    /// <summary>What has been said to phones, sent or still waiting; the number it goes to is its address.</summary>
    static async Task<List<string>> MessagesAsync(TestHouse web)
    {
        await using var waiting = web.House.Database.Source.CreateCommand("SELECT text FROM messages WHERE text IS NOT NULL");
        await using var row = await waiting.ExecuteReaderAsync();
        List<string> texts = [];
        while (await row.ReadAsync()) texts.Add($"message {web.House.Vault.Open(row.GetFieldValue<byte[]>(0))}");
        var file = Path.Combine(web.House.Folder.Root, "outbox.jsonl");
        return File.Exists(file) ? [.. texts, .. (await File.ReadAllLinesAsync(file)).Select(line => $"message {System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()}")] : texts;
    }

    [Fact]
    public async Task No_table_holds_it_in_clear()
    {
        var (web, branch, _) = await PlantedAsync();
        await using var closing = web;
        var audit = await web.StaffAsync(Role.AuditAdministrator, branch.Parent);
        var export = await (await TestHouse.PostFormAsync(audit, "/log?handler=Export", [])).Content.ReadAsStringAsync();

        List<string> findings = [.. Found("the exported log", export)];
        foreach (var table in await TextsAsync(web, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"))
            findings.AddRange((await TextsAsync(web, $"SELECT t::text FROM \"{table}\" t")).SelectMany(row => Found(table, row)));

        Architecture.Law.None(findings);
        Assert.NotEmpty(Found("members", $"({document})"));
    }

    [Fact]
    public async Task A_page_a_log_line_and_a_trace_that_leak_are_found()
    {
        var (web, branch, ears) = await PlantedAsync(Rooms.Features with
        {
            MapEndpoints = app =>
            {
                Rooms.Features.MapEndpoints(app);
                app.MapGet("/planted", (ILogger<TaintTests> log) =>
                {
                    log.LogError("Could not call {Phone}", Phone);
                    System.Diagnostics.Activity.Current?.SetTag("card", Card);
                    return Home;
                }).WithMetadata(new ForStaffAttribute(Right.SeeNumbers));
            },
        });
        await using var closing = web;

        var findings = await LookAsync(web, branch, ears, only: "/planted");

        Assert.Contains(findings, finding => finding.StartsWith("/planted for Leader of the city", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.StartsWith("log ", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.StartsWith("trace ", StringComparison.Ordinal));
    }

    static async Task<List<string>> LookAsync(TestHouse web, Branch branch, Ears ears, string? only = null)
    {
        var walk = new Walk(web, branch);
        List<string> findings = [];
        var everybody = (await walk.EverybodyAsync()).Where(walker => !walker.Name.EndsWith("alone", StringComparison.Ordinal)).ToList();
        var planted = await RouteIds.IdAsync(web.House, "SELECT id FROM members WHERE name = '周小满'");
        foreach (var route in (await WalkedRoute.AllAsync(web)).Where(route => route.CanGet && (only is null || route.Pattern == only)))
        {
            var (address, _) = await walk.AddressAsync(route, branch.Child);
            if (route.Pattern.StartsWith("/members/{id", StringComparison.Ordinal)) address = address.Replace(address.Split('/')[2], $"{planted}", StringComparison.Ordinal);
            foreach (var walker in everybody)
            {
                using var answer = await walker.Client.GetAsync(address);
                findings.AddRange(Found($"{route.Pattern} for {walker.Name}", $"{answer.Headers} {await answer.Content.ReadAsStringAsync()}"));
            }
        }

        findings.AddRange(ears.Heard.SelectMany(said => Found(said.Split(' ')[0] + " ", said)));
        return findings;
    }

    static IEnumerable<string> Found(string where, string text) => Secrets.Where(secret => text.Contains(secret, StringComparison.Ordinal)).Select(secret => $"{where}: {secret}");

    static async Task<List<string>> TextsAsync(TestHouse web, string sql)
    {
        await using var command = web.House.Database.Source.CreateCommand(sql);
        await using var row = await command.ExecuteReaderAsync();
        List<string> texts = [];
        while (await row.ReadAsync()) texts.Add(row.GetString(0));
        return texts;
    }
}
