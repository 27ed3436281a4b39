using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waystation.Places;

namespace Waystation.OpenData;

/// <summary>The open data as a machine meets it, over the example register.</summary>
[Trait("server", "any")]
public sealed class HsdsTests(ServedCity city) : IClassFixture<ServedCity>
{
    static readonly string facility = Taxonomy.Facilities.Terms.First(t => t.Code == "water").Id.ToString();
    static readonly string other = Taxonomy.Facilities.Terms.First(t => t.Code == "microwave").Id.ToString();
    static readonly string station = Taxonomy.Kinds.Terms.First(t => t.Code == "station").Id.ToString();
    static readonly string home = Taxonomy.Kinds.Terms.First(t => t.Code == "home").Id.ToString();

    public static TheoryData<string, string, string> Contradictions => new()
    {
        { "services", "minimal=true&full=true", "minimal" },
        { "services", "page=0", "page" },
        { "services", "page=two", "page" },
        { "services", "per_page=10001", "per_page" },
        { "services", "page=1&page=2", "page" },
        { "services", "format=xml", "format" },
        { "services", "full=perhaps", "full" },
        { "services", "organization_id=东城", "organization_id" },
        { "services", "taxonomy_term_id=" + Guid.Empty, "taxonomy_term_id" },
        { "services", $"taxonomy_id={Taxonomy.Kinds.Id}&taxonomy_term_id={facility}", "taxonomy_term_id" },
        { "services", $"taxonomy_term_id={station}&taxonomy_term_id={home}", "taxonomy_term_id" },
        { "services", "modified_after=2199-01-01", "modified_after" },
        { "services", "modified_after=yesterday", "modified_after" },
        { "service_at_locations", "lat=39.9", "lon" },
        { "service_at_locations", "lon=116.4", "lat" },
        { "service_at_locations", "radius_m=500", "radius_m" },
        { "service_at_locations", "lat=39.9&lon=116.4&radius_m=0", "radius_m" },
        { "service_at_locations", "lat=91&lon=116.4", "lat" },
        { "service_at_locations", "open_at=soon", "open_at" },
        { "service_at_locations", "postcode=100010", "postcode" },
        { "service_at_locations", "proximity=500", "proximity" },
        { "taxonomy_terms", "top_only=true&parent_id=" + Guid.Empty, "top_only" },
        { "services", "lat=39.9&lon=116.4&radius_m=500", "lat" },
        { "services", "open_at=now", "open_at" },
        { "service_at_locations", "minimal=true", "minimal" },
        { "taxonomies", "Organization_ID=1", "Organization_ID" },
        { "organizations", "modified_after=2026-01-01", "modified_after" },
        { "organizations", "taxonomy_term_id=" + Guid.Empty, "taxonomy_term_id" },
        { "taxonomies", "taxonomy_id=" + Guid.Empty, "taxonomy_id" },
        { "taxonomy_terms", "organization_id=" + Guid.Empty, "organization_id" },
        { "service_at_locations", "lat=39.9&lon=116.4&radius=500", "radius" },
        { "services", "open=now", "open" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public async Task What_cannot_be_understood_or_cannot_hold_together_is_refused_by_name(string list, string query, string parameter)
    {
        var answer = await city.Visitor.GetAsync($"/hsds/{list}?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(parameter, (string?)problem["parameter"]);
        Assert.NotEqual("", (string?)problem["detail"]);
    }

    [Theory]
    [InlineData("/hsds/services/00000000-0000-0000-0000-000000000000")]
    [InlineData("/hsds/service_at_locations/none")]
    [InlineData("/hsds/organizations/00000000-0000-0000-0000-000000000000")]
    [InlineData("/hsds/taxonomies/1")]
    [InlineData("/hsds/taxonomy_terms/00000000-0000-0000-0000-000000000000")]
    public async Task What_is_not_there_is_told_as_a_problem(string address)
    {
        var answer = await city.Visitor.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Every_answer_is_valid_by_the_specifications_own_schemas_and_a_wrong_one_is_found()
    {
        var (services, places, unions) = (await AllAsync("services"), await AllAsync("service_at_locations"), await AllAsync("organizations"));
        var terms = await AllAsync("taxonomy_terms");
        var answers = new Dictionary<string, IEnumerable<JsonNode?>>
        {
            ["service_list"] = services.Concat(await ContentsAsync("services?minimal=true")).Concat(await LinesAsync("services?format=ndjson")),
            ["service"] = (await DetailsAsync("services", services, 15)).Concat(await ContentsAsync("services?full=true&per_page=10000")),
            ["service_at_location_list"] = places,
            ["service_at_location"] = (await DetailsAsync("service_at_locations", places, 30)).Concat(await LinesAsync("service_at_locations?format=ndjson")).Concat(await ContentsAsync("service_at_locations?full=true&lat=39.9&lon=116.4&per_page=100")),
            ["organization_list"] = unions,
            ["organization"] = (await DetailsAsync("organizations", unions, 10)).Append(await OneAsync($"organizations/{unions[0]!["id"]}?full_service=true")).Concat(await ContentsAsync("organizations?full=true&per_page=10000")).Concat(await ContentsAsync("organizations?full_service=true&per_page=100")),
            ["taxonomy_term"] = terms.Concat(await DetailsAsync("taxonomy_terms", terms, 2)),
            ["taxonomy"] = await AllAsync("taxonomies"),
        };

        Assert.Empty(await WrongAsync(answers));

        var spoilt = services[0]!.DeepClone();
        spoilt["status"] = "open";
        spoilt["id"] = "1";
        Assert.Equal(2, (await WrongAsync(new() { ["service_list"] = [spoilt] })).Length);
    }

    [Theory]
    [InlineData("services")]
    [InlineData("service_at_locations")]
    [InlineData("organizations")]
    [InlineData("taxonomies")]
    [InlineData("taxonomy_terms")]
    public async Task Walking_all_pages_meets_each_thing_once_and_each_can_be_opened(string list)
    {
        List<string> ids = [];
        JsonNode page;
        var number = 0;
        do
        {
            page = await OneAsync($"{list}?page={++number}&per_page=37");
            ids.AddRange(page["contents"]!.AsArray().Select(one => (string)one!["id"]!));
            Assert.Equal(number == 1, (bool)page["first_page"]!);
            Assert.Equal(page["contents"]!.AsArray().Count, (int)page["size"]!);
        }
        while (!(bool)page["last_page"]!);

        Assert.Equal((int)page["total_items"]!, ids.Distinct().Count());
        Assert.Equal((int)page["total_pages"]!, number);
        foreach (var id in ids.Where((_, i) => i % 29 == 0)) Assert.Equal(id, (string?)(await OneAsync($"{list}/{id}"))["id"]);
        var beyond = await OneAsync($"{list}?page={number + 1}&per_page=37");
        Assert.True((bool)beyond["empty"]! && (bool)beyond["last_page"]!);
        Assert.Equal(ids.Order(), (await LinesAsync($"{list}?format=ndjson")).Select(one => (string)one!["id"]!).Order());
    }

    [Theory]
    [InlineData("services", "taxonomy_term_id={0}", "taxonomy_term_id={1}")]
    [InlineData("service_at_locations", "taxonomy_term_id={0}", "taxonomy_term_id={1}")]
    [InlineData("service_at_locations", "taxonomy_term_id={0}", "search=东城")]
    [InlineData("service_at_locations", "search=东城", "open_at=2026-11-20T10:00")]
    [InlineData("service_at_locations", "lat=39.91&lon=116.42&radius_m=5000", "taxonomy_term_id={1}")]
    public async Task Filters_hold_together(string list, string one, string another)
    {
        (one, another) = (string.Format(one, facility, other), string.Format(another, facility, other));

        var (first, second, both) = (await IdsAsync($"{list}?{one}"), await IdsAsync($"{list}?{another}"), await IdsAsync($"{list}?{one}&{another}"));

        Assert.Equal(first.Intersect(second).Order(), both.Order());
        Assert.NotEmpty(both);
        Assert.True(both.Count < first.Count || both.Count < second.Count);
    }

    [Fact]
    public async Task Open_at_tells_what_is_open_for_certain_and_unknown_is_not_open()
    {
        var open = await IdsAsync("service_at_locations?open_at=2026-11-20T10:00");

        var map = ((StationIndex)city.House.Services.GetService(typeof(StationIndex))!).Register;
        var at = new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.FromHours(8));
        Assert.Equal(
            map.Where(p => p.Status == StationStatus.Active && p.Hours?.StateAt(at, Calendar.WorkingCalendar.China) is Calendar.OpenState.Open).Select(p => p.Id.ToString()).Order(),
            open.Order());
        Assert.Contains(map, p => p.Hours is null);
    }

    [Fact]
    public async Task Modified_after_tells_what_changed_then_or_later()
    {
        await using (var change = city.House.House.Database.Source.CreateCommand("UPDATE stations SET changed_at = '2026-11-19 08:00:00Z'; UPDATE stations SET changed_at = '2026-11-20 08:00:00Z' WHERE id = (SELECT id FROM stations WHERE status = 'active' ORDER BY code LIMIT 1)"))
            await change.ExecuteNonQueryAsync();
        await PlacesWorld.LoadAsync(city.House);

        foreach (var list in new[] { "service_at_locations", "services" })
        {
            Assert.Single(await IdsAsync($"{list}?modified_after=2026-11-20T08:00:00Z"));
            Assert.Single(await IdsAsync($"{list}?modified_after=2026-11-20T16:00:00"));
            Assert.Empty(await IdsAsync($"{list}?modified_after=2026-11-20T08:00:01Z"));
            Assert.Equal((int)(await OneAsync(list))["total_items"]!, (await IdsAsync($"{list}?modified_after=2026-11-19T08:00:00Z")).Count);
        }
    }

    [Fact]
    public async Task The_nearest_come_first_with_their_distance()
    {
        var near = await ContentsAsync("service_at_locations?lat=39.9055&lon=116.3976&radius_m=4000&per_page=100");

        var metres = near.Select(one => (double)one!["distance_m"]!).ToArray();
        Assert.Equal(metres.Order(), metres);
        Assert.All(metres, far => Assert.InRange(far, 0, 4000));
        using var nearby = JsonDocument.Parse(await city.Visitor.GetStringAsync("/api/stations/nearby?lat=39.9055&lon=116.3976&radius=4000&limit=100"));
        Assert.Equal(nearby.RootElement.GetProperty("features").GetArrayLength(), near.Count);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again_and_what_has_is()
    {
        var first = await city.Visitor.GetAsync("/hsds/services");
        var (tag, seen) = (first.Headers.ETag!, first.Content.Headers.LastModified!.Value);

        Assert.Equal(HttpStatusCode.NotModified, await AskAsync(ask => ask.IfNoneMatch.Add(tag)));
        Assert.Equal(HttpStatusCode.NotModified, await AskAsync(ask => ask.IfModifiedSince = seen));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(ask => ask.IfNoneMatch.Add(new("\"other\""))));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(ask => ask.IfModifiedSince = seen.AddSeconds(-1)));

        await using (var change = city.House.House.Database.Source.CreateCommand("UPDATE stations SET name = name || '东门', changed_at = now() WHERE id = (SELECT id FROM stations WHERE status = 'active' LIMIT 1)"))
            await change.ExecuteNonQueryAsync();
        await PlacesWorld.LoadAsync(city.House);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(ask => ask.IfNoneMatch.Add(tag)));
        Assert.Single(await IdsAsync($"service_at_locations?search=东门&modified_after={Uri.EscapeDataString(DateTimeOffset.UtcNow.AddMinutes(-5).ToString("O"))}"));
    }

    [Fact]
    public async Task A_station_that_rests_stands_under_a_service_that_is_closed_for_a_time_and_one_given_up_is_gone()
    {
        await using (var rest = city.House.House.Database.Source.CreateCommand(
            """
            UPDATE stations SET status = 'suspended' WHERE id = (SELECT id FROM stations WHERE status = 'active' ORDER BY code DESC LIMIT 1);
            UPDATE stations SET status = 'retired' WHERE id = (SELECT id FROM stations WHERE status = 'active' ORDER BY code DESC LIMIT 1)
            """)) await rest.ExecuteNonQueryAsync();
        await PlacesWorld.LoadAsync(city.House);

        var resting = Assert.Single(await ContentsAsync("services?per_page=10000"), one => (string)one!["status"]! == "temporarily closed");
        Assert.NotEqual("", (string)resting!["alert"]!);
        Assert.Single((await OneAsync($"services/{resting["id"]}"))["service_at_locations"]!.AsArray());
        await using var ask = city.House.House.Database.Source.CreateCommand("SELECT id FROM stations WHERE status = 'retired'");
        Assert.Equal(HttpStatusCode.NotFound, (await city.Visitor.GetAsync($"/hsds/service_at_locations/{await ask.ExecuteScalarAsync()}")).StatusCode);
    }

    [Fact]
    public async Task It_says_what_it_is_and_its_profile_can_be_read()
    {
        var about = await OneAsync("");

        Assert.Equal("3.0", (string?)about["version"]);
        Assert.Equal(HttpStatusCode.OK, (await city.Visitor.GetAsync((string?)about["openapi_url"])).StatusCode);
        var profile = await city.Visitor.GetStringAsync((string?)about["profile"]);
        Assert.All(new[] { "lat", "lon", "radius_m", "open_at" }, name => Assert.Contains($"<dt>{name}</dt>", profile));
    }

    [Fact]
    public async Task Nothing_of_a_keeper_leaves_the_house()
    {
        var told = string.Concat(
            await city.Visitor.GetStringAsync("/hsds/service_at_locations?format=ndjson"), await city.Visitor.GetStringAsync("/api/stations.csv"),
            await city.Visitor.GetStringAsync("/hsds/services?full=true&per_page=10000"), await city.Visitor.GetStringAsync("/api/stations.geojson"));
        await using var ask = city.House.House.Database.Source.CreateCommand("SELECT keeper FROM stations WHERE keeper IS NOT NULL UNION SELECT phone FROM stations WHERE phone IS NOT NULL");
        await using var rows = await ask.ExecuteReaderAsync();

        var looked = 0;
        for (; await rows.ReadAsync(); looked++) Assert.DoesNotContain($"\"{city.House.House.Vault.Open(rows.GetFieldValue<byte[]>(0))}\"", told, StringComparison.Ordinal);
        Assert.True(looked > 100);
        Assert.DoesNotContain("keeper", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Map_companies_get_their_columns_in_the_datum_they_ask_for()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await city.Visitor.GetAsync("/api/stations.csv?datum=mars")).StatusCode);

        var (own, theirs) = (await city.Visitor.GetStringAsync("/api/stations.csv?datum=wgs84"), await city.Visitor.GetStringAsync("/api/stations.csv"));

        var (lines, shifted) = (own.TrimStart('\uFEFF').Split("\r\n"), theirs.TrimStart('\uFEFF').Split("\r\n"));
        Assert.StartsWith("编号,名称,分类,省份,城市,区县,街道,详细地址,经度,纬度,坐标系,营业时间", lines[0]);
        Assert.Equal((await IdsAsync("service_at_locations?per_page=10000")).Count, lines.Length - 2);
        Assert.Equal(lines.Length, shifted.Length);
        Assert.Contains(",wgs84,", own);
        Assert.DoesNotContain(",wgs84,", theirs);
    }

    async Task<HttpStatusCode> AskAsync(Action<HttpRequestHeaders> with)
    {
        var ask = new HttpRequestMessage(HttpMethod.Get, "/hsds/services");
        with(ask.Headers);
        return (await city.Visitor.SendAsync(ask)).StatusCode;
    }

    async Task<JsonNode> OneAsync(string address) => JsonNode.Parse(await city.Visitor.GetStringAsync($"/hsds/{address}"))!;

    async Task<JsonArray> ContentsAsync(string address) => (await OneAsync(address))["contents"]!.AsArray();

    Task<JsonArray> AllAsync(string list) => ContentsAsync($"{list}?per_page=10000");

    async Task<List<string>> IdsAsync(string address) => [.. (await ContentsAsync(address + (address.Contains("per_page") ? "" : "&per_page=10000"))).Select(one => (string)one!["id"]!)];

    async Task<IEnumerable<JsonNode?>> LinesAsync(string address) =>
        (await city.Visitor.GetStringAsync($"/hsds/{address}")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line));

    async Task<List<JsonNode?>> DetailsAsync(string list, JsonArray all, int step)
    {
        List<JsonNode?> some = [];
        for (var i = 0; i < all.Count; i += step) some.Add(await OneAsync($"{list}/{all[i]!["id"]}"));
        return some;
    }

    static async Task<string[]> WrongAsync(Dictionary<string, IEnumerable<JsonNode?>> answers) =>
        JsonSerializer.Deserialize<string[]>(await Node.RunAsync("OpenData/hsds-oracle.mjs", JsonSerializer.Serialize(answers)))!;
}
