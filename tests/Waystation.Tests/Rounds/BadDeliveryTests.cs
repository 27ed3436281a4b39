using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waystation.Pictures;

namespace Waystation.Rounds;

/// <summary>What no phone of ours would send, and who has nothing to deliver.</summary>
public sealed class BadDeliveryTests(RoundsWorld world) : IClassFixture<RoundsWorld>
{
    /// <summary>A field of a good visit, and what stands in its place, as it is written in JSON.</summary>
    static readonly (string Field, string Is)[] oddities =
    [
        ("answers", "[null]"), ("answers", "null"), ("answers", "{}"), ("answers", """[{"item":null,"answer":"fit"}]"""), ("answers", """[{"item":"clean","answer":3}]"""),
        ("visitedAt", "\"0001-01-01T00:00:00+14:00\""), ("visitedAt", "\"9999-12-31T23:59:59-14:00\""), ("visitedAt", "17"), ("visitedAt", "\"1969-12-31T23:59:59Z\""), ("visitedAt", "\"9999-12-31T23:59:59Z\""), ("sentAt", "\"0001-01-02T00:00:00Z\""), ("round", "\"\""), ("station", "null"), ("checklist", "\"x\""),
        ("lat", "\"NaN\""), ("lat", "1e999"), ("lat", "null"), ("accuracy", "-1"), ("accuracy", "1e999"), ("met", "\"王\\u0000\""), ("met", "7"), ("note", "\"地面\\u0000有水\""), ("note", "\"\\ud800\""),
        ("pictures", "[null]"), ("pictures", "[\"00000000-0000-0000-0000-000000000000\"]"), ("signature", "\"00000000-0000-0000-0000-000000000000\""), ("agreed", "1"),
    ];

    [Fact]
    public async Task Whatever_stands_in_a_visit_is_refused_in_a_sentence_and_never_breaks_the_house()
    {
        var (round, station) = (await world.OpenAsync(), await world.StationAsync(1));
        var good = (await world.ReportAsync(round, station)).ToJsonString();

        foreach (var (field, value) in oddities)
        {
            var (status, why) = await SendAsync(world.Officer, With(good, field, value));
            Assert.True(status is HttpStatusCode.BadRequest && why.Length > 4, $"{field}: {value}: {status} {why}");
        }

        var noted = (await world.ReportAsync(round, station, null, ("clean", "fault"))).ToJsonString(plain).Replace("看过了", "看\\u0000过", StringComparison.Ordinal);
        Assert.Contains("\\u0000", noted);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(world.Officer, noted)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(world.Officer, new string('[', 5000))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(world.Officer, With(good, "note", $"\"{new string('长', 70_000)}\""))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(world.Officer, good, Guid.Empty)).Status);
        Assert.Equal(0L, await world.AskAsync<long>($"SELECT count(*) FROM round_visits WHERE station_id = '{station}'"));
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z", "2200-12-31T23:59:59Z")]
    [InlineData("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z")]
    [InlineData("2200-12-31T23:59:59Z", "2200-12-31T23:59:59Z")]
    [InlineData("2200-12-31T23:59:59Z", "1970-01-01T00:00:00Z")]
    public async Task However_far_a_clock_is_off_the_visit_is_taken_marked_and_dated_within_the_round(string visitedAt, string sentAt)
    {
        var (round, station) = (await world.OpenAsync(), await world.StationAsync(2));
        var report = await world.ReportAsync(round, station);
        (report["visitedAt"], report["sentAt"]) = (visitedAt, sentAt);

        var (status, why) = await SendAsync(world.Officer, report.ToJsonString());

        Assert.True(status is HttpStatusCode.Created, $"{status} {why}");
        Assert.Contains("手机时钟不准", await world.Officer.GetStringAsync($"/round-stops/{await world.StopAsync(round, station)}"));
        Assert.True(await world.AskAsync<bool>($"SELECT 'clock' = ANY (flags) AND happened_at BETWEEN opened_at AND received_at FROM round_visits v JOIN rounds r ON r.id = round_id WHERE r.id = '{round}'"));
    }

    [Fact]
    public async Task A_place_known_to_the_next_town_only_is_marked_and_so_is_one_that_hides_behind_it()
    {
        var round = await world.OpenAsync();
        foreach (var (nth, north, accuracy, mark) in new[] { (3, 0.0, 499.0, ""), (4, 0.0, 501.0, "vague"), (5, 3.0, 1_000_000.0, "vague"), (6, 0.006, 400.0, ""), (7, 0.02, 400.0, "far") })
        {
            var report = await world.ReportAsync(round, await world.StationAsync(nth));
            (report["lat"], report["accuracy"]) = (report["lat"]!.GetValue<double>() + north, accuracy);
            Assert.Equal("counts", (await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), report)).Standing);
            Assert.Equal(mark, await world.AskAsync<string>($"SELECT array_to_string(flags, ',') FROM round_visits WHERE station_id = '{await world.StationAsync(nth)}'"));
        }

        var page = await world.Officer.GetStringAsync($"/round-stops/{await world.StopAsync(round, await world.StationAsync(5))}");
        Assert.Contains("误差约 1000000 米", page);
    }

    [Fact]
    public async Task A_character_that_no_text_can_hold_is_refused_in_a_form_and_in_an_address_too()
    {
        var draft = world.Draft((world.OfficerId, 1));
        draft["RoundTitle"] = "冬季\0自查";

        foreach (var (where, answer) in new[] { ("form", await TestHouse.PostFormAsync(world.Officer, "/rounds/new", draft)), ("address", await world.Officer.GetAsync("/faults?item=%00")) })
        {
            Assert.Equal((where, HttpStatusCode.BadRequest), (where, answer.StatusCode));
            Assert.Contains(Shared.Words.Say(Shared.Words.Chinese, "shared.trouble-400-why"), await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Who_agrees_is_named_or_has_signed_and_who_refuses_need_not()
    {
        var (round, station) = (await world.OpenAsync(), await world.StationAsync(8));
        var report = await world.ReportAsync(round, station);
        report["met"] = " ";
        Assert.Contains("请写见到的人的称呼", (await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), report)).Said);

        report["agreed"] = "refused";
        Assert.Equal("counts", (await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), report)).Standing);
        Assert.Contains("对方拒签", await world.Officer.GetStringAsync($"/round-stops/{await world.StopAsync(round, station)}"));
    }

    [Fact]
    public async Task A_keeper_of_this_or_another_station_a_worker_and_whoever_is_not_signed_in_deliver_nothing()
    {
        var (round, station) = (await world.OpenAsync(), await world.StationAsync(9));
        var report = (await world.ReportAsync(round, station)).ToJsonString();
        var at = $"/api/rounds/{round}/stations/{station}";

        foreach (var who in new[] { await world.House.KeeperAsync(world.Street, station), await world.House.KeeperAsync(world.Street, await world.StationAsync(10)), await world.House.WorkerAsync() })
        {
            var (status, why) = await SendAsync(who, report);
            Assert.True((status, why) is (HttpStatusCode.Forbidden, { Length: > 4 }), $"{status} {why}");
            foreach (var part in new[] { "pictures", "signatures" }) Assert.Equal(HttpStatusCode.Forbidden, (await who.PutAsync($"{at}/{part}/{Guid.NewGuid()}", Jpeg())).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await who.GetAsync("/api/rounds/mine")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(world.House.Visitor(), report)).Status);
        Assert.Equal(0L, await world.AskAsync<long>($"SELECT (SELECT count(*) FROM round_visits WHERE station_id = '{station}') + (SELECT count(*) FROM pictures WHERE station_id = '{station}') + (SELECT count(*) FROM round_signatures WHERE station_id = '{station}')"));
    }

    static readonly JsonSerializerOptions plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static ByteArrayContent Jpeg() => new(HandMade.Photo()) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };

    static string With(string report, string field, string value)
    {
        var changed = (JsonObject)JsonNode.Parse(report)!;
        changed[field] = "@";
        return changed.ToJsonString().Replace("\"@\"", value, StringComparison.Ordinal);
    }

    /// <summary>As bytes, so that nothing on the way puts it in order.</summary>
    static async Task<(HttpStatusCode Status, string Why)> SendAsync(HttpClient who, string report, Guid? id = null)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(report)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await who.PutAsync($"/api/visits/{id ?? Guid.NewGuid()}", body);
        var said = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, answer.IsSuccessStatusCode || said.Length == 0 ? "" : JsonDocument.Parse(said).RootElement.GetProperty("detail").GetString()!);
    }
}
