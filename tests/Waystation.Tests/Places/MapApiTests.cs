using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Waystation.Geography;

namespace Waystation.Places;

/// <summary>What the map asks for.</summary>
public sealed class MapApiTests(ServedCity city) : IClassFixture<ServedCity>
{
    const string TheCity = "bbox=115.3,39.3,117.6,41.2";

    [Theory]
    [InlineData("", "bbox")]
    [InlineData("bbox=1,2,3", "bbox")]
    [InlineData("bbox=116,41,117,39", "bbox")]
    [InlineData("bbox=NaN,39,117,41", "bbox")]
    [InlineData("bbox=110,39,117,41", "bbox")]
    [InlineData("bbox=116,30,117,41", "bbox")]
    [InlineData("bbox=117,39,116,41", "bbox")]
    [InlineData(TheCity + "&datum=mars", "datum")]
    [InlineData(TheCity + "&open=maybe", "open")]
    [InlineData(TheCity + "&open=2026-13-01T10:00", "open")]
    [InlineData(TheCity + "&kind=飞船", "kind")]
    [InlineData(TheCity + "&facility=飞行棋", "facility")]
    [InlineData(TheCity + "&facility='; DROP TABLE stations; --", "facility")]
    public async Task A_wrong_parameter_is_named(string query, string parameter)
    {
        var answer = await city.Visitor.GetAsync($"/api/stations/in?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"\"parameter\":\"{parameter}\"", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Where_too_many_stand_they_are_counted_and_none_is_lost()
    {
        using var answer = await InAsync($"{TheCity}&open=any");

        var (places, groups) = (answer.RootElement.GetProperty("places").EnumerateArray().ToArray(), answer.RootElement.GetProperty("groups").EnumerateArray().ToArray());
        Assert.InRange(groups.Length, 1, 81);
        Assert.Equal(759, places.Length + groups.Sum(g => g.GetProperty("count").GetInt32()));
    }

    [Fact]
    public async Task A_small_box_holds_the_very_places_and_their_state()
    {
        using var answer = await InAsync("bbox=116.38,39.88,116.44,39.94&open=any");

        var places = answer.RootElement.GetProperty("places").EnumerateArray().ToArray();
        Assert.NotEmpty(places);
        Assert.Empty(answer.RootElement.GetProperty("groups").EnumerateArray());
        Assert.All(places, p => Assert.Contains(p.GetProperty("state").GetString(), new[] { "open", "likely", "closed", "unknown" }));
        Assert.All(places, p => Assert.InRange(p.GetProperty("lat").GetDouble(), 39.88, 39.94));
    }

    [Fact]
    public async Task Only_one_kind_and_only_what_is_open_at_another_hour_is_shown()
    {
        using var homes = await InAsync("bbox=116.3,39.8,116.5,40.0&open=any&kind=home");
        using var atNight = await InAsync("bbox=116.3,39.8,116.5,40.0&open=2026-11-24T03:00");
        using var byDay = await InAsync("bbox=116.3,39.8,116.5,40.0&open=2026-11-24T10:30");

        int Count(JsonDocument answer) => answer.RootElement.GetProperty("places").GetArrayLength() + answer.RootElement.GetProperty("groups").EnumerateArray().Sum(g => g.GetProperty("count").GetInt32());
        var index = (StationIndex)city.House.Services.GetService(typeof(StationIndex))!;
        Assert.Equal(index.Map.Places.Count(p => p.Kind == StationKind.Home && p.Position is { Lat: >= 39.8 and <= 40, Lon: >= 116.3 and <= 116.5 }), Count(homes));
        Assert.InRange(Count(atNight), 0, Count(byDay) / 2);
    }

    [Fact]
    public async Task A_phone_is_given_the_hours_of_a_week_as_the_house_would_answer_in_each_of_them()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await city.Visitor.GetAsync("/api/stations/week-ahead?lat=999&lon=116.4")).StatusCode);
        var week = await city.Visitor.GetFromJsonAsync<WeekAhead>("/api/stations/week-ahead?lat=39.906&lon=116.398");
        var index = (StationIndex)city.House.Services.GetService(typeof(StationIndex))!;

        Assert.Equal(60, week!.Places.Count);
        foreach (var kept in week.Places)
        {
            var place = index.Map.Places.Single(p => p.Slug == kept.Slug);
            for (var at = week.Made + 1; at < week.Until; at += 3571)
                Assert.Equal(place.OpeningAt(DateTimeOffset.FromUnixTimeSeconds(at), Calendar.WorkingCalendar.China).State is Calendar.OpenState.Open, kept.Open?.Any(span => span[0] <= at && at < span[1]) ?? false);
        }
    }

    [Fact]
    public async Task Pins_stand_where_the_tiles_of_another_datum_say()
    {
        using var theirs = await InAsync("bbox=116.38,39.88,116.44,39.94&open=any&datum=gcj02");
        var pin = theirs.RootElement.GetProperty("places").EnumerateArray().First();
        var index = (StationIndex)city.House.Services.GetService(typeof(StationIndex))!;

        var expected = Datum.Gcj02.FromWgs84(index.Find(pin.GetProperty("slug").GetString()!)!.Position);

        Assert.Equal(expected.Lat, pin.GetProperty("lat").GetDouble(), 1e-6);
        Assert.Equal(expected.Lon, pin.GetProperty("lon").GetDouble(), 1e-6);
    }

    [Fact]
    public async Task Wishes_narrow_it()
    {
        using var all = await InAsync("bbox=116.3,39.8,116.5,40&open=any");
        using var some = await InAsync("bbox=116.3,39.8,116.5,40&open=any&facility=aed&facility=water");

        Assert.InRange(Count(some), 1, Count(all) - 1);
    }

    static int Count(JsonDocument answer) =>
        answer.RootElement.GetProperty("places").GetArrayLength() + answer.RootElement.GetProperty("groups").EnumerateArray().Sum(g => g.GetProperty("count").GetInt32());

    async Task<JsonDocument> InAsync(string query) => JsonDocument.Parse(await city.Visitor.GetStringAsync($"/api/stations/in?{query}"));
}
