using System.Net;
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
