using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Waystation.Geography;

namespace Waystation.Places;

/// <summary>The API as a machine meets it, over the example register.</summary>
public sealed partial class StationsApiTests(ServedCity city) : IClassFixture<ServedCity>
{
    const string Here = "lat=39.9055&lon=116.3976";

    [Theory]
    [InlineData("", "lat")]
    [InlineData("lon=116.4", "lat")]
    [InlineData("lat=39.9", "lon")]
    [InlineData("lat=&lon=116.4", "lat")]
    [InlineData("lat=abc&lon=116.4", "lat")]
    [InlineData("lat=NaN&lon=116.4", "lat")]
    [InlineData("lat=90.1&lon=116.4", "lat")]
    [InlineData("lat=39.9&lat=40&lon=116.4", "lat")]
    [InlineData("lat=39.9&lon=180.5", "lon")]
    [InlineData("lat=39,9&lon=116.4", "lat")]
    [InlineData(Here + "&limit=0", "limit")]
    [InlineData(Here + "&limit=101", "limit")]
    [InlineData(Here + "&limit=2.5", "limit")]
    [InlineData(Here + "&limit=", "limit")]
    [InlineData(Here + "&radius=0", "radius")]
    [InlineData(Here + "&radius=500001", "radius")]
    [InlineData(Here + "&radius=", "radius")]
    [InlineData(Here + "&radius=Infinity", "radius")]
    [InlineData(Here + "&datum=mars", "datum")]
    [InlineData(Here + "&open=yes", "open")]
    [InlineData(Here + "&open=2026-02-30T10:00", "open")]
    [InlineData(Here + "&open=2026-11-20", "open")]
    [InlineData(Here + "&facility=飞行棋", "facility")]
    [InlineData(Here + "&facility=water&facility=", "facility")]
    [InlineData(Here + "&kind=castle", "kind")]
    [InlineData(Here + "&radius_m=500", "radius_m")]
    [InlineData(Here + "&open_at=now", "open_at")]
    public async Task A_wrong_parameter_is_named(string query, string parameter)
    {
        var answer = await city.Visitor.GetAsync($"/api/stations/nearby?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(parameter, problem.RootElement.GetProperty("parameter").GetString());
        Assert.NotEmpty(problem.RootElement.GetProperty("detail").GetString()!);
    }

    [Theory]
    [InlineData("bbox=1,2,3")]
    [InlineData("bbox=116,41,117,39")]
    [InlineData("bbox=a,b,c,d")]
    [InlineData("bbox=116,39,217,41")]
    public async Task So_is_a_wrong_box(string query)
    {
        var answer = await city.Visitor.GetAsync($"/api/stations.geojson?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("\"parameter\":\"bbox\"", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_filter_of_the_search_is_not_passed_over_where_everything_is_given()
    {
        var answer = await city.Visitor.GetAsync("/api/stations.geojson?open=now");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("\"parameter\":\"open\"", await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await city.Visitor.GetAsync("/api/stations.geojson?_=1")).StatusCode);
    }

    [Fact]
    public async Task The_nearest_come_first_with_everything_a_map_needs()
    {
        var answer = await city.Visitor.GetAsync($"/api/stations/nearby?{Here}");
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal("application/geo+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("FeatureCollection", json.RootElement.GetProperty("type").GetString());
        var features = Features(json);
        Assert.Equal(20, features.Length);
        string[] promised = ["code", "name", "slug", "kind", "district", "street", "address", "distance_m", "walk_minutes", "open", "open_until", "opening_hours", "verified_at", "facilities"];
        Assert.All(features, f => Assert.Equal(promised, f.GetProperty("properties").EnumerateObject().Select(p => p.Name)));
        var metres = features.Select(f => f.GetProperty("properties").GetProperty("distance_m").GetDouble()).ToArray();
        Assert.Equal(metres.Order(), metres);
        Assert.All(features, f => Assert.Equal(Sphere.Metres(new(39.9055, 116.3976), At(f)), f.GetProperty("properties").GetProperty("distance_m").GetDouble(), 0.3));
    }

    [Theory]
    [InlineData("/api/stations.geojson")]
    [InlineData("/api/stations.csv")]
    [InlineData("/hsds/services")]
    public async Task A_page_of_another_house_may_say_which_version_it_has_and_may_not_write(string address)
    {
        Assert.False((await AskFirstAsync(address, "POST")).Headers.Contains("Access-Control-Allow-Methods"));
        Assert.False((await AskFirstAsync("/sign-in", "GET")).Headers.Contains("Access-Control-Allow-Origin"));
        var may = await AskFirstAsync(address, "GET");

        Assert.Equal((HttpStatusCode.NoContent, "*"), (may.StatusCode, may.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        Assert.Contains("if-none-match", may.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.OrdinalIgnoreCase);
        Assert.False(may.Headers.Contains("Access-Control-Allow-Credentials"));
        var asked = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Origin", "https://maps.example" } } };
        var answer = await city.Visitor.SendAsync(asked);
        Assert.Equal(("*", "ETag"), (answer.Headers.GetValues("Access-Control-Allow-Origin").Single(), answer.Headers.GetValues("Access-Control-Expose-Headers").Single()));
    }

    Task<HttpResponseMessage> AskFirstAsync(string address, string method) => city.Visitor.SendAsync(new(HttpMethod.Options, address)
    {
        Headers = { { "Origin", "https://maps.example" }, { "Access-Control-Request-Method", method }, { "Access-Control-Request-Headers", "if-none-match" } },
    });

    [Theory]
    [InlineData("/api/stations.geojson")]
    [InlineData("/api/stations.geojson?bbox=116,39,117,41")]
    [InlineData("/api/stations.csv")]
    [InlineData("/hsds/services")]
    [InlineData("/hsds/service_at_locations?format=ndjson")]
    public async Task Whoever_has_the_whole_already_is_told_so_and_may_ask_for_its_head_alone(string address)
    {
        var head = await city.Visitor.SendAsync(new(HttpMethod.Head, address));

        Assert.Equal((HttpStatusCode.OK, 0), (head.StatusCode, (await head.Content.ReadAsByteArrayAsync()).Length));
        Assert.NotNull(head.Content.Headers.LastModified);
        Assert.Equal(("*", "cross-origin"), (head.Headers.GetValues("Access-Control-Allow-Origin").Single(), head.Headers.GetValues("Cross-Origin-Resource-Policy").Single()));
        Assert.False(head.Headers.Contains("Access-Control-Allow-Credentials"));
        var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(head.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await city.Visitor.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task Coordinates_have_six_decimals_and_longitude_first()
    {
        var text = await city.Visitor.GetStringAsync("/api/stations.geojson");

        var pairs = Pair().Matches(text);
        Assert.Equal(759, pairs.Count);
        Assert.All(pairs, pair => Assert.InRange(double.Parse(pair.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 115, 118));
    }

    [Theory]
    [InlineData("gcj02")]
    [InlineData("bd09")]
    public async Task The_searchers_datum_is_understood_and_the_answer_is_in_wgs84(string datum)
    {
        Assert.True(Datums.TryRead(datum, out var own));
        var here = own.FromWgs84(new(39.9055, 116.3976));

        var theirs = await city.Visitor.GetStringAsync(FormattableString.Invariant($"/api/stations/nearby?lat={here.Lat:R}&lon={here.Lon:R}&datum={datum}"));

        Assert.Equal(await city.Visitor.GetStringAsync($"/api/stations/nearby?{Here}"), theirs);
    }

    [Fact]
    public async Task Facilities_are_all_wanted_and_may_be_named_in_words_or_codes()
    {
        var words = await FoundAsync($"{Here}&limit=100&facility=饮水机&facility=微波炉");

        Assert.NotEmpty(words);
        Assert.All(words, f => Assert.Equal(2, f.GetProperty("properties").GetProperty("facilities").EnumerateArray().Count(w => w.GetString() is "饮水机" or "微波炉")));
        Assert.Equal(Codes(words), Codes(await FoundAsync($"{Here}&limit=100&facility=water&facility=热饭")));
    }

    [Fact]
    public async Task A_kind_narrows_and_without_one_every_kind_is_found()
    {
        Assert.All(await FoundAsync($"{Here}&kind=职工之家"), f => Assert.Equal("职工之家", f.GetProperty("properties").GetProperty("kind").GetString()));
        Assert.Contains(await FoundAsync($"{Here}&limit=100"), f => f.GetProperty("properties").GetProperty("kind").GetString() == "母婴关爱室");
    }

    [Theory]
    [InlineData("2026-11-20T10:30")]
    [InlineData("2026-11-20T10:30:00%2B08:00")]
    [InlineData("2026-11-20T10:30:00+08:00")]
    [InlineData("2026-11-20T02:30:00Z")]
    public async Task An_instant_without_an_offset_is_the_citys(string at)
    {
        var open = await FoundAsync($"{Here}&limit=100&open={at}");

        Assert.Equal(100, open.Length);
        Assert.All(open, f => Assert.Equal("open", f.GetProperty("properties").GetProperty("open").GetString()));
        Assert.Equal(Codes(await FoundAsync($"{Here}&limit=100&open=2026-11-20T02:30:00.000Z")), Codes(open));
    }

    [Fact]
    public async Task At_three_in_the_morning_only_those_that_never_close_are_open()
    {
        var open = await FoundAsync($"{Here}&limit=100&open=2026-11-20T03:00");

        Assert.NotEmpty(open);
        Assert.All(open, f => Assert.Equal(("24/7", JsonValueKind.Null), (f.GetProperty("properties").GetProperty("opening_hours").GetString(), f.GetProperty("properties").GetProperty("open_until").ValueKind)));
    }

    [Fact]
    public async Task A_place_that_closes_says_when()
    {
        var open = await FoundAsync($"{Here}&limit=100&open=2026-11-20T10:30");

        var some = open.First(f => f.GetProperty("properties").GetProperty("opening_hours").GetString() == "Mo-Fr 09:00-17:00; PH off");
        Assert.Equal("2026-11-20T17:00:00+08:00", some.GetProperty("properties").GetProperty("open_until").GetString());
    }

    [Fact]
    public async Task The_radius_ends_the_search_and_far_away_there_is_still_a_nearest()
    {
        Assert.All(await FoundAsync($"{Here}&radius=3000&limit=100"), f => Assert.InRange(f.GetProperty("properties").GetProperty("distance_m").GetDouble(), 0, 3000));
        Assert.Equal(20, (await FoundAsync("lat=-33.9&lon=151.2")).Length);
        Assert.Empty(await FoundAsync("lat=-33.9&lon=151.2&radius=500000"));
    }

    [Fact]
    public async Task A_box_holds_the_places_within_it()
    {
        using var all = JsonDocument.Parse(await city.Visitor.GetStringAsync("/api/stations.geojson"));
        using var some = JsonDocument.Parse(await city.Visitor.GetStringAsync("/api/stations.geojson?bbox=116.3,39.85,116.5,40"));

        Assert.Equal(Codes([.. Features(all).Where(f => At(f) is { Lon: >= 116.3 and <= 116.5, Lat: >= 39.85 and <= 40 })]), Codes(Features(some)));
    }

    [Fact]
    public async Task It_is_alive_ready_and_described()
    {
        Assert.Equal(HttpStatusCode.OK, (await city.Visitor.GetAsync("/healthz")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await city.Visitor.GetAsync("/readyz")).StatusCode);
        using var described = JsonDocument.Parse(await city.Visitor.GetStringAsync("/openapi/v1.json"));
        var parameters = described.RootElement.GetProperty("paths").GetProperty("/api/stations/nearby").GetProperty("get").GetProperty("parameters").EnumerateArray().ToArray();
        Assert.Equal(["lat", "lon", "datum", "limit", "radius", "open", "facility", "kind"], parameters.Select(p => p.GetProperty("name").GetString()));
        Assert.Equal("number", parameters[0].GetProperty("schema").GetProperty("type").GetString());
    }

    async Task<JsonElement[]> FoundAsync(string query)
    {
        using var json = JsonDocument.Parse(await city.Visitor.GetStringAsync($"/api/stations/nearby?{query}"));
        return Features(json);
    }

    static JsonElement[] Features(JsonDocument json) => [.. json.RootElement.GetProperty("features").EnumerateArray().Select(f => f.Clone())];

    static string[] Codes(JsonElement[] features) => [.. features.Select(f => f.GetProperty("properties").GetProperty("code").GetString()!)];

    static Position At(JsonElement feature)
    {
        var pair = feature.GetProperty("geometry").GetProperty("coordinates");
        return new Position(pair[1].GetDouble(), pair[0].GetDouble());
    }

    [GeneratedRegex(@"""coordinates"":\[(\d{3}(?:\.\d{1,6})?),(\d{2}(?:\.\d{1,6})?)\]")]
    private static partial Regex Pair();
}

/// <summary>The program serving the example register, with its index loaded.</summary>
public sealed class ServedCity : IAsyncLifetime
{
    public TestHouse House { get; private set; } = null!;

    public HttpClient Visitor { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var world = await PlacesWorld.BeijingAsync();
        await world.ImportAsync(Examples.At("intake/stations.xlsx"));
        House = await TestHouse.OnAsync(world.Database);
        await PlacesWorld.LoadAsync(House);
        Visitor = House.Visitor();
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
