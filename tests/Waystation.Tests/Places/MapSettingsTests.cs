using System.Net;
using Waystation.Shared;
using Microsoft.Extensions.Configuration;
using Waystation.Geography;

namespace Waystation.Places;

/// <summary>A map is shown to the public only whole: tiles, credit, approval number, datum.</summary>
public class MapSettingsTests
{
    static readonly (string Name, string Value)[] whole =
    [
        ("WAYSTATION_MAP_TILES", "https://tiles.example.org/{z}/{x}/{y}.png?k=1"), ("WAYSTATION_MAP_CREDIT", "示例地图"),
        ("WAYSTATION_MAP_APPROVAL", "审图号：GS(2026)0000号"), ("WAYSTATION_MAP_DATUM", "高德"),
    ];

    [Theory]
    [InlineData("WAYSTATION_MAP_TILES", "http://tiles.example.org/{z}/{x}/{y}.png", "places.tiles-need-an-address")]
    [InlineData("WAYSTATION_MAP_TILES", "https://tiles.example.org/{x}/{y}.png", "places.tiles-need-an-address")]
    [InlineData("WAYSTATION_MAP_TILES", "javascript:{z}{x}{y}", "places.tiles-need-an-address")]
    [InlineData("WAYSTATION_MAP_CREDIT", "", "places.map-needs-credit")]
    [InlineData("WAYSTATION_MAP_APPROVAL", " ", "places.map-needs-approval")]
    [InlineData("WAYSTATION_MAP_DATUM", "", "places.map-needs-datum")]
    [InlineData("WAYSTATION_MAP_DATUM", "BD-09", "places.map-needs-datum")]
    public void A_map_that_lacks_a_part_is_refused_by_name(string name, string value, string sentence)
    {
        var settings = whole.Select(s => s.Name == name ? (name, value) : s);

        Assert.Equal(sentence, Assert.Throws<Refusal>(() => Read(settings)).Sentence.Key);
    }

    [Fact]
    public void Without_tiles_there_is_no_map_and_no_foreign_picture()
    {
        var none = Read(whole.Where(s => s.Name != "WAYSTATION_MAP_TILES"));

        Assert.False(none.IsThere);
        Assert.False(none.ShowsOutlines);
        Assert.Empty(none.Hosts.Origins);
    }

    [Fact]
    public void A_whole_map_names_its_one_host_and_its_datum()
    {
        var map = Read(whole);

        Assert.Equal(["https://tiles.example.org"], map.Hosts.Origins);
        Assert.Equal(Datum.Gcj02, map.Datum);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.NotFound)]
    public async Task Outlines_are_shown_only_by_a_demonstration_with_an_approved_map(bool isDemo, HttpStatusCode outlines)
    {
        await using var house = await TestHouse.NewAsync(h => isDemo ? h.MarkAsDemoAsync() : Task.CompletedTask, whole);
        var start = await house.Visitor().GetAsync("/");
        var html = await start.Content.ReadAsStringAsync();

        Assert.Equal(outlines, (await house.Visitor().GetAsync("/api/outlines")).StatusCode);
        Assert.Equal(isDemo, html.Contains("示意，不作依据"));
        Assert.Contains("GS(2026)0000", html);
        Assert.Contains("https://tiles.example.org", Assert.Single(start.Headers.GetValues("Content-Security-Policy")));
    }

    static MapSettings Read(IEnumerable<(string Name, string Value)> settings) =>
        MapSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value)).Build(), isDemo: true);
}
