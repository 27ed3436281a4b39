using System.Net;
using Waystation.Accounts;
using Waystation.Pictures;
using static Waystation.Claims.ClaimWorld;

namespace Waystation.Claims;

/// <summary>Through the pages: a worker files, the unit sees no illness, the district reviews, the centre decides, and everybody who looked is told of.</summary>
public sealed class ClaimPagesTests : IAsyncLifetime
{
    const string Illness = "肝癌晚期", Note = "化疗六次";

    ClaimWorld world = null!;
    Guid anna;

    public async ValueTask InitializeAsync()
    {
        world = await NewAsync();
        anna = await world.MemberAsync();
        await world.TakesPartAsync("critical-illness", shares: 1, price: 40);
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task A_worker_files_and_reads_every_step_and_each_who_looks_sees_what_is_theirs()
    {
        using var worker = await world.Served.WorkerAsync(anna);
        using var stranger = await world.Served.WorkerAsync(await world.MemberAsync(Bo));
        using var chair = await world.Served.StaffAsync(Role.GrassrootsChair, world.Unit, below: false);
        using var district = await world.Served.StaffAsync(Role.ClaimsOfficer, world.District);
        using var elsewhere = await world.Served.StaffAsync(Role.ClaimsOfficer, world.Elsewhere);
        using var centre = await world.Served.StaffAsync(Role.ClaimsOfficer, world.City);

        Assert.Contains("重大疾病确诊", await worker.GetStringAsync("/me/claims/new"));
        Assert.Contains("单独同意", await (await SendAsync(worker, consents: false)).Content.ReadAsStringAsync());
        var filed = await SendAsync(worker);
        Assert.Equal(HttpStatusCode.Redirect, filed.StatusCode);
        var own = filed.Headers.Location!.ToString();
        var id = own.Split('/')[^1];
        var paper = await world.AskAsync<Guid>("SELECT id FROM claim_papers");
        Assert.Contains("初审", await worker.GetStringAsync(own));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(own)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/claim-papers/{paper}")).StatusCode);

        await SeesIdentityAloneAsync(chair, id, paper);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/claims/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/claim-papers/{paper}")).StatusCode);
        Assert.DoesNotContain(Illness, await district.GetStringAsync($"/claims/{id}"));
        Assert.Contains(Illness, await PostAsync(district, id, "Open"));
        Assert.Equal(HttpStatusCode.OK, (await district.GetAsync($"/claim-papers/{paper}")).StatusCode);
        await PostAsync(district, id, "Forward");
        Assert.Contains("10,000.00", await PostAsync(centre, id, "Open"));
        await PostAsync(centre, id, "Decide", ("illness", Illness));

        var told = await worker.GetStringAsync(own);
        Assert.Contains("每份 10,000.00 元 × 1 份 = 10,000.00 元", told);
        Assert.Contains("待付款", told);
        Assert.Contains("参数待核实", told);
        var looks = await worker.GetStringAsync("/me/looks");
        foreach (var line in new[] { "打开申领", "查看了申领材料", "核定了申领", "核对了申领人身份" }) Assert.Contains(line, looks);
        Assert.Contains("待付款", await centre.GetStringAsync("/claims?which=Done"));
        Assert.Contains("10,000.00", await centre.GetStringAsync("/claims/payments"));
    }

    static async Task SeesIdentityAloneAsync(HttpClient chair, string id, Guid paper)
    {
        var identity = await chair.GetStringAsync("/claims/identity");
        Assert.Contains("王小芳", identity);
        foreach (var hidden in new[] { Illness, Note, "重大疾病", "critical", Anna }) Assert.DoesNotContain(hidden, identity);
        foreach (var closed in new[] { "/claims", $"/claims/{id}", "/claims/payments", "/aid/funds", "/claims/paper" }) Assert.Equal(HttpStatusCode.Forbidden, (await chair.GetAsync(closed)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await chair.GetAsync($"/claim-papers/{paper}")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await TestHouse.PostFormAsync(chair, "/claims/identity", new() { ["id"] = id })).StatusCode);
    }

    [Fact]
    public async Task What_was_told_stands_nowhere_in_the_clear_and_goes_with_the_consent_or_the_person()
    {
        using var worker = await world.Served.WorkerAsync(anna);
        var own = (await SendAsync(worker)).Headers.Location!.ToString();
        var id = Guid.Parse(own.Split('/')[^1]);
        Assert.Equal(0, await world.AskAsync<long>($"SELECT count(*) FROM claims c, claim_payees y WHERE y.claim_id = c.id AND (c::text LIKE '%{Illness}%' OR position(convert_to('{Illness}', 'utf8') IN c.details) > 0 OR position(convert_to('62220000111122', 'utf8') IN y.sealed) > 0)"));

        var proof = (await TestHouse.PageAsync(worker, own)).QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await worker.PostAsync($"{own}?handler=Consent", new FormUrlEncodedContent([new("__RequestVerificationToken", proof)]));
        Assert.Equal("withdrawn", await world.StateAsync(id));
        Assert.True(await world.AskAsync<bool>("SELECT details IS NULL AND consent_withdrawn_at IS NOT NULL AND consent = 'health-1' FROM claims"));
        Assert.Equal(0, await world.AskAsync<long>("SELECT count(*) FROM claim_papers"));
        Assert.DoesNotContain(Illness, await worker.GetStringAsync(own));

        var decided = await world.ForwardedAsync(anna, world.Illness(Illness));
        await world.Of<DecideClaim>().RunAsync(await world.DeskAsync(), decided, new(), default);
        await using var connection = await world.House.Database.Source.OpenConnectionAsync();
        await world.Of<Data.PersonKeys>().DestroyAsync(connection, anna);
        Assert.Null((await world.Of<OpenClaim>().RunAsync(await world.DeskAsync(), (await world.Of<OpenClaim>().FindAsync(await world.DeskAsync(), decided, default))!.Value.Claim, default)).Opened.Told);
        Assert.Empty(await world.Of<ClaimReplay>().RunAsync(null, default).ToListAsync());
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task A_declaration_begins_with_what_the_insurances_data_says_of_last_year()
    {
        await world.LineAsync("T1", Anna, new(world.Today.Year - 1, 3, 1), new(world.Today.Year - 1, 3, 9), 100, aboveCap: 61_234.56m);
        using var worker = await world.Served.WorkerAsync(anna);

        Assert.Contains("61234.56", await worker.GetStringAsync("/me/claims/new?what=nuan-huzhu/above-cap"));
    }

    [Fact]
    public async Task A_claim_on_paper_is_written_down_by_the_district_for_its_own_members()
    {
        using var district = await world.Served.StaffAsync(Role.ClaimsOfficer, world.District);
        using var elsewhere = await world.Served.StaffAsync(Role.ClaimsOfficer, world.Elsewhere);
        Dictionary<string, string> fields = new() { ["Document"] = Anna, ["Form.HappenedOn"] = $"{world.Today.AddDays(-60):yyyy-MM-dd}", ["Form.Case"] = Illness, ["Consents"] = "true", ["Id"] = $"{Guid.CreateVersion7()}" };

        Assert.Contains("没有这个证件号码", await (await TestHouse.PostFormAsync(elsewhere, "/claims/paper?what=critical-illness/diagnosis", new(fields))).Content.ReadAsStringAsync());
        Assert.Equal($"/claims/{fields["Id"]}", (await TestHouse.PostFormAsync(district, "/claims/paper?what=critical-illness/diagnosis", new(fields))).Headers.Location!.ToString());
    }

    async Task<HttpResponseMessage> SendAsync(HttpClient worker, bool consents = true)
    {
        const string Url = "/me/claims/new?what=critical-illness/diagnosis";
        var page = await TestHouse.PageAsync(worker, Url);
        string Value(string name) => page.QuerySelector($"main input[name={name}]")!.GetAttribute("value")!;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Value("__RequestVerificationToken")), "__RequestVerificationToken" }, { new StringContent(Value("Id")), "Id" }, { new StringContent($"{world.Today.AddDays(-5):yyyy-MM-dd}"), "Form.HappenedOn" },
            { new StringContent(Illness), "Form.Case" }, { new StringContent(Note), "Form.Note" }, { new StringContent("62220000111122"), "Form.Account" }, { new StringContent("false"), "BypassesUnit" }, { new ByteArrayContent(HandMade.Photo()), "paper-0", "a.jpg" },
        };
        if (consents) form.Add(new StringContent("true"), "Consents");
        return await worker.PostAsync(Url, form);
    }

    static async Task<string> PostAsync(HttpClient officer, string id, string handler, params (string Name, string Value)[] fields)
    {
        var page = await TestHouse.PageAsync(officer, "/claims/paper?what=critical-illness/diagnosis");
        var form = fields.ToDictionary(f => f.Name, f => f.Value);
        form["__RequestVerificationToken"] = page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await officer.PostAsync($"/claims/{id}?handler={handler}", new FormUrlEncodedContent(form));
        return answer.StatusCode is HttpStatusCode.Redirect ? "" : await answer.Content.ReadAsStringAsync();
    }
}
