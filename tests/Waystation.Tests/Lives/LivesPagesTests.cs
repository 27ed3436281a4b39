using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Accounts;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Lives;

/// <summary>建国门街道 and those above it, with a house that runs; each test puts forward a place of its own.</summary>
public sealed class BuildingCity : IAsyncLifetime
{
    public TestHouse House { get; private set; } = null!;
    public Guid Street { get; private set; }
    public Guid District { get; private set; }
    public HttpClient Officer { get; private set; } = null!;
    public HttpClient Above { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var world = await PlacesWorld.BeijingAsync();
        House = await TestHouse.OnAsync(world.Database);
        (Street, District) = (await UnionAsync("东城区建国门街道总工会"), await UnionAsync("东城区总工会"));
        (Officer, Above) = (await House.StaffAsync(Role.SubdistrictOfficer, Street), await House.StaffAsync(Role.DistrictOfficer, District));
        await PlacesWorld.LoadAsync(House);
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();

    public async Task<Guid> UnionAsync(string name) => await AskAsync<Guid>($"SELECT id FROM unions WHERE name = '{name}'");

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var ask = House.House.Database.Source.CreateCommand(sql);
        return (T)(await ask.ExecuteScalarAsync())!;
    }

    public async Task<Guid> ApplyAsync(string name, string kind = "station", Dictionary<string, string>? more = null)
    {
        Dictionary<string, string> form = new() { ["Draft.Name"] = name, ["Draft.Kind"] = kind, ["Draft.Street"] = "110101008", ["Draft.Address"] = "建国门内大街1号", ["Draft.Lon"] = "116.4222", ["Draft.Lat"] = "39.9131", ["Draft.Datum"] = "gcj02", ["Draft.Host"] = "华天饮食", ["Draft.Access"] = "直接进入", ["Draft.Facilities"] = "饮水机、桌椅", ["Draft.Keeper"] = "王芳", ["Draft.Phone"] = "65120000" };
        foreach (var (field, value) in more ?? []) form[field] = value;
        var sent = await TestHouse.PostFormAsync(Officer, "/station-lives/new", form);
        Assert.True(sent.StatusCode is HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync());
        return Guid.Parse(sent.Headers.Location!.OriginalString.Split('/')[^1]);
    }

    public async Task TakeAsync(Guid place, params LifeStep[] steps)
    {
        foreach (var step in steps)
        {
            var taken = await TryAsync(place, step);
            Assert.True(taken.StatusCode is HttpStatusCode.Redirect, $"{step}: {await taken.Content.ReadAsStringAsync()}");
        }
    }

    public async Task<HttpResponseMessage> TryAsync(Guid place, LifeStep step, HttpClient? by = null, int? nth = null) =>
        await TestHouse.PostFormAsync(by ?? (LifeRules.DecidedBy(step).Contains(Role.SubdistrictOfficer) ? Officer : Above), $"/station-lives/{place}", new()
        {
            ["Form.Step"] = $"{step}", ["Form.Nth"] = $"{nth ?? 1 + await AskAsync<long>($"SELECT count(*) FROM station_steps WHERE station_id = '{place}'")}", ["Form.On"] = $"{City.Today(TimeProvider.System):yyyy-MM-dd}", ["Form.Paper"] = "东工发〔2026〕12号", ["Form.Note"] = "房屋收回",
            ["Form.Passed"] = "true", ["Form.ByHost"] = "true", ["Form.Goods"] = "Returned", ["Form.Host"] = "华天饮食", ["Form.From"] = "2026-01-01", ["Form.Until"] = "2036-12-31", ["Form.Utilities"] = "Host", ["Form.Cover"] = "Union", ["Form.Hours"] = "每天8:00-20:00", ["Form.Contact"] = "赵经理", ["Form.Phone"] = "13800000000",
        });

    public async Task<string> SlugAsync(Guid place) => await AskAsync<string>($"SELECT slug FROM stations WHERE id = '{place}'");

    /// <summary>What everybody is told: the page's status (past the answer that is shared for a second) and whether each public list has it.</summary>
    public async Task<(HttpStatusCode Page, bool Map, bool GeoJson, bool Hsds, bool Csv)> SeenAsync(string slug)
    {
        await PlacesWorld.LoadAsync(House);
        var anybody = House.Visitor();
        async Task<bool> HasAsync(string url) => (await anybody.GetStringAsync(url)).Contains(slug, StringComparison.Ordinal);
        return ((await anybody.GetAsync($"/stations/{slug}?now={Guid.NewGuid():N}")).StatusCode, House.Services.GetRequiredService<StationIndex>().Map.Places.Any(p => p.Slug == slug),
            await HasAsync("/api/stations.geojson"), await HasAsync("/hsds/service_at_locations?format=ndjson"), await HasAsync("/api/stations.csv"));
    }
}

public sealed class LivesPagesTests(BuildingCity city) : IClassFixture<BuildingCity>
{
    static readonly LifeStep[] toTheSign = [LifeStep.Visit, LifeStep.Approve, LifeStep.Agree, LifeStep.Equip, LifeStep.Sign];

    [Fact]
    public async Task Before_its_sign_and_after_its_end_no_public_list_knows_of_a_place()
    {
        var place = await city.ApplyAsync("先不公布暖心驿站");
        var slug = await city.SlugAsync(place);
        foreach (var step in toTheSign)
        {
            Assert.Equal((HttpStatusCode.NotFound, false, false, false, false), await city.SeenAsync(slug));
            await city.TakeAsync(place, step);
        }

        Assert.Equal((HttpStatusCode.OK, true, true, true, true), await city.SeenAsync(slug));
        await city.TakeAsync(place, LifeStep.Run, LifeStep.Suspend);
        Assert.Equal((HttpStatusCode.OK, false, false, true, true), await city.SeenAsync(slug));
        await city.TakeAsync(place, LifeStep.End);
        Assert.Equal((HttpStatusCode.Gone, false, false, false, false), await city.SeenAsync(slug));
        Assert.Equal(0L, await city.AskAsync<long>($"SELECT count(*) FROM stations s LEFT JOIN station_steps t ON t.station_id = s.id LEFT JOIN station_agreements a ON a.step_id = t.id WHERE s.id = '{place}' AND num_nonnulls(s.keeper, s.phone, a.contact, a.phone) > 0"));
    }

    [Fact]
    public async Task An_officer_sees_what_waits_for_their_post_and_the_page_says_who_decides()
    {
        var place = await city.ApplyAsync("等谁决定暖心驿站");
        await city.TakeAsync(place, LifeStep.Visit);

        Assert.DoesNotContain($"{place}", await city.Officer.GetStringAsync("/station-lives?here=true"));
        Assert.Contains("等谁决定", await city.Above.GetStringAsync("/station-lives?here=true"));
        Assert.Contains("批准（由区总工会干部办理）", await city.Officer.GetStringAsync($"/station-lives/{place}"));
        Assert.Contains("/station-lives?here=true", await city.Above.GetStringAsync("/desk"));
        var refused = await (await city.TryAsync(place, LifeStep.Approve, city.Officer)).Content.ReadAsStringAsync();
        Assert.Contains("不由您这个岗位决定", refused);
    }

    [Fact]
    public async Task A_place_of_another_branch_is_not_found_and_its_street_not_offered()
    {
        var place = await city.ApplyAsync("别处看不见暖心驿站");
        var elsewhere = await city.House.StaffAsync(Role.DistrictOfficer, await city.UnionAsync("西城区总工会"));

        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/station-lives/{place}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/station-lives/{place}/standards")).StatusCode);
        Assert.DoesNotContain($"{place}", await elsewhere.GetStringAsync("/station-lives?q=别处看不见"));
        Assert.DoesNotContain("110101008", await elsewhere.GetStringAsync("/station-lives/new"));
    }

    [Theory]
    [InlineData("Draft.Name", "", "2 到 60 个字")]
    [InlineData("Draft.Kind", "palace", "选择类别")]
    [InlineData("Draft.Street", "110102001", "选择本级范围内")]
    [InlineData("Draft.Lat", "北边", "经纬度没有看懂")]
    [InlineData("Draft.Lat", "31.2", "市界以外")]
    [InlineData("Draft.EndsOn", "never", "日期")]
    [InlineData("Draft.EndsOn", "2027-01-01", "工地驿站要填")]
    public async Task What_is_typed_wrong_is_said_in_a_sentence(string field, string typed, string says)
    {
        var answer = await TestHouse.PostFormAsync(city.Officer, "/station-lives/new", new() { ["Draft.Name"] = "写错的暖心驿站", ["Draft.Kind"] = "station", ["Draft.Street"] = "110101008", ["Draft.Address"] = "1号", ["Draft.Lon"] = "116.42", ["Draft.Lat"] = "39.91", ["Draft.Datum"] = "gcj02", [field] = typed });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync());
        Assert.Equal(0L, await city.AskAsync<long>("SELECT count(*) FROM stations WHERE name LIKE '写错%'"));
    }

    [Fact]
    public async Task A_re_check_that_is_refused_still_says_how_it_went()
    {
        var place = await city.ApplyAsync("复验填错暖心驿站");
        await city.TakeAsync(place, [.. toTheSign, LifeStep.Run]);

        var refused = await TestHouse.PostFormAsync(city.Above, $"/station-lives/{place}", new()
        {
            ["Form.Step"] = "Recheck", ["Form.Nth"] = $"{1 + await city.AskAsync<long>($"SELECT count(*) FROM station_steps WHERE station_id = '{place}'")}", ["Form.On"] = "2099-01-01", ["Form.Passed"] = "false", ["Form.Note"] = "饮水机坏了",
        });

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await refused.Content.ReadAsStringAsync());
        Assert.Equal("false", page.QuerySelector("input[name='Form.Passed'][checked]")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("input[name='Form.Note'][value='饮水机坏了']"));
    }

    [Fact]
    public async Task A_name_stands_once_in_a_street_until_nothing_came_of_it()
    {
        var first = await city.ApplyAsync("同名暖心驿站");
        var again = await TestHouse.PostFormAsync(city.Officer, "/station-lives/new", new() { ["Draft.Name"] = "同名 暖心驿站", ["Draft.Kind"] = "station", ["Draft.Street"] = "110101008", ["Draft.Address"] = "2号" });
        Assert.Contains("这个街道（乡镇）已经有“同名", await again.Content.ReadAsStringAsync());

        Assert.Contains("不再筹建</button>", await city.Above.GetStringAsync($"/station-lives/{first}"));
        await city.TakeAsync(first, LifeStep.End);
        Assert.Equal("不再筹建", (await TestHouse.PageAsync(city.Above, $"/station-lives/{first}")).QuerySelector("ol.list .name")!.TextContent);
        Assert.NotEqual(first, await city.ApplyAsync("同名暖心驿站"));
        Assert.Equal("dropped preparing", await city.AskAsync<string>($"SELECT stage || ' ' || status FROM stations WHERE id = '{first}'"));
    }

    [Fact]
    public async Task Its_page_tells_who_decided_each_step_on_which_paper_and_all_that_was_agreed()
    {
        var place = await city.ApplyAsync("写明协议暖心驿站");
        await city.TakeAsync(place, [.. toTheSign, LifeStep.Run, LifeStep.End]);

        var steps = (await TestHouse.PageAsync(city.Officer, $"/station-lives/{place}")).QuerySelectorAll("ol.list > li").Select(li => string.Join(' ', li.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToArray();

        var today = $"{City.Today(TimeProvider.System):yyyy-MM-dd}";
        Assert.Equal(new[] { "摘牌（终止）", "运行", "挂牌", "配备", "共建协议", "批准", "现场查看", "申报" }.Select(step => step + today), steps.Select(step => step.Split(' ')[0]));
        Assert.All(steps[..^1], step => Assert.Contains("材料：东工发〔2026〕12号", step));
        Assert.StartsWith($"批准{today} 区总工会干部 · 东城区总工会", steps[5]);
        Assert.StartsWith($"现场查看{today} 街镇工会干部 · 东城区建国门街道总工会", steps[6]);
        foreach (var agreed in new[] { "东城区建国门街道总工会（工会方），华天饮食（共建单位）", "2026-01-01 – 2036-12-31", "共建单位承担", "工会已办", "每天8:00-20:00" }) Assert.Contains(agreed, steps[4]);
        Assert.Contains("共建单位提出 · 已收回", steps[0]);
        Assert.Contains("房屋收回", steps[0]);
    }

    [Fact]
    public async Task Whom_to_ask_of_the_host_is_read_by_officers_and_not_by_a_keepers_post()
    {
        var place = await city.ApplyAsync("联系人不外露暖心驿站");
        await city.TakeAsync(place, toTheSign);
        var keeper = await city.House.StaffAsync(Role.StationKeeper, city.Street);

        var (read, withheld) = (await city.Officer.GetStringAsync($"/station-lives/{place}"), await (await keeper.GetAsync($"/station-lives/{place}")).Content.ReadAsStringAsync());

        foreach (var person in new[] { "赵经理", "13800000000", "王芳", "65120000" })
        {
            Assert.Contains(person, read);
            Assert.DoesNotContain(person, withheld);
        }
    }

    [Fact]
    public async Task What_was_decided_stays_and_a_form_that_is_behind_is_told_so()
    {
        var place = await city.ApplyAsync("不能改写暖心驿站");
        await city.TakeAsync(place, LifeStep.Visit, LifeStep.Visit);

        Assert.Contains("另一位同事刚刚办理了", await (await city.TryAsync(place, LifeStep.Visit, nth: 3)).Content.ReadAsStringAsync());
        foreach (var sql in new[] { "UPDATE station_steps SET note = '改'", "DELETE FROM station_steps", "UPDATE stations SET status = 'active' WHERE stage = 'visited'" })
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => city.AskAsync<object>(sql));
    }
}
