namespace Waystation.Browser;

/// <summary>A shift route drawn by hand, on a machine without a licensed map.</summary>
public class RouteTests(RunningHouse house, Chromium chromium)
{
    const string PinInView =
        """
        () => {
            const map = document.getElementById('map').getBoundingClientRect();
            const middles = [...document.querySelectorAll('#map .pin:not(.crowd)')].map(pin => pin.getBoundingClientRect()).map(at => [Math.round(at.x + at.width / 2 - map.x), Math.round(at.y + at.height / 2 - map.y)]);
            return middles.find(([x, y]) => x > 60 && y > 80 && x < map.width - 40 && y < map.height - 40);
        }
        """;

    const string StationsAround =
        """
        async () => {
            const [south, west, north, east] = document.getElementById('map').dataset.box.split(',').map(Number);
            const answer = await fetch(`/api/stations/in?bbox=${west - .01},${south - .01},${east + .01},${north + .01}&datum=gcj02&open=any`);
            return (await answer.json()).places.map(place => `${place.lon.toFixed(6)},${place.lat.toFixed(6)}`);
        }
        """;

    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task An_officer_taps_a_way_past_a_station_takes_a_point_back_and_prints_what_lies_along_it(int width)
    {
        await using var officer = await chromium.VisitorAsync(house, width);
        await officer.EnterAsync(house, "street");
        await officer.GoAsync("/routes/draw");
        var (map, points) = (officer.Page.Locator("#map"), officer.Page.Locator("#points"));
        await Assertions.Expect(map.Locator(".pin").First).ToBeVisibleAsync();

        foreach (var (x, y) in new[] { (60, 90), (180, 150), (250, 260), (90, 290) }) await map.ClickAsync(new() { Position = new() { X = x, Y = y }, Force = true });
        await Assertions.Expect(officer.Page.Locator("#length")).ToContainTextAsync("4");
        await officer.Page.Locator("#undo").ClickAsync();
        Assert.Equal(3, (await points.InputValueAsync()).Split('\n').Length);
        // A tap beside a station's pin means the station.
        var pin = await officer.Page.EvaluateAsync<int[]>(PinInView);
        await map.ClickAsync(new() { Position = new() { X = pin[0] + 6, Y = pin[1] }, Force = true });
        var stations = await officer.Page.EvaluateAsync<string[]>(StationsAround);
        var way = (await points.InputValueAsync()).Split('\n');
        Assert.Equal(4, way.Length);
        Assert.Contains(way[3], stations);
        await officer.PictureAsync($"route-drawn-{width}");

        await officer.Page.Locator("#name").FillAsync($"晚班路线{width}");
        await officer.Page.Locator("#within").SelectOptionAsync("500");
        await officer.Page.Locator("#draw button.go").ClickAsync();
        await officer.Page.WaitForURLAsync(address => Guid.TryParse(address.Split('/')[^1], out _));
        await Assertions.Expect(officer.Page.Locator(".route-sketch .way")).ToHaveCountAsync(1);
        var rows = await officer.Page.Locator(".route-sheet tbody tr").CountAsync();
        Assert.True(rows >= 1);
        Assert.Equal(rows, await officer.Page.Locator(".route-sketch .station, .route-sketch .toilet").CountAsync());
        Assert.False(await officer.ScrollsSidewaysAsync());
        // Printed by hand it is one sheet too, and no empty one after it.
        var printed = System.Text.Encoding.Latin1.GetString(await officer.Page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true }));
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(printed, @"/Type\s*/Page\b"));
        officer.NothingWentWrong();
    }
}
