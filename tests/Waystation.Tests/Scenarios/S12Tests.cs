using System.Globalization;
using System.IO.Compression;
using Waystation.Paper;
using Waystation.Rounds;

namespace Waystation.Scenarios;

/// <summary>
/// S12 和平街: a street looks at all of its 26 stations again, one by one. Two teams; one has no signal half a day, and what it saw in the morning comes in the afternoon,
/// out of order and twice. All are inspected, and what was found is followed up until it is mended and looked at again.
/// </summary>
public sealed class S12Tests(RoundsWorld world) : IClassFixture<RoundsWorld>
{
    [Fact]
    public async Task All_twenty_six_stations_are_inspected_though_a_team_had_no_signal_half_a_day_and_what_was_found_is_followed_up()
    {
        var round = await world.OpenAsync();
        var stops = (await RoundsWorld.TakenAsync(world.Officer, round)).GetProperty("round").GetProperty("stops").EnumerateArray().Select(s => (Station: s.GetProperty("station").GetGuid(), Team: s.GetProperty("team").GetInt32())).ToList();
        var (first, second) = (stops.Where(s => s.Team == 1).ToList(), stops.Where(s => s.Team == 2).ToList());
        foreach (var (i, stop) in first.Index()) await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(round, stop.Station, null, i % 4 == 0 ? [("clean", "fault")] : []));

        await BeWithoutSignalAsync(round, [.. second.Select(s => s.Station)]);
        await FollowUpAsync(round);
        await EndAsync(round);

        var figures = await FiguresAsync(round);
        Assert.Equal("已查 26/26 · 免查 0 · 不合格项 11 · 已整改 10 · 待复查 0 · 待整改 1", figures);
        Assert.Equal(11, await RowsOfTableAsync(round));
        await PrintedAsync(round);
        TestContext.Current.TestOutputHelper?.WriteLine($"S12: {figures}; 13 visits of the morning came in the afternoon, out of order and twice, and are 13");
    }

    /// <summary>Seen from 5 hours ago on, told in another order, each one twice, two at once.</summary>
    async Task BeWithoutSignalAsync(Guid round, IReadOnlyList<Guid> stations)
    {
        var morning = DateTimeOffset.UtcNow.AddHours(-5);
        List<(Guid Id, System.Text.Json.Nodes.JsonObject Report)> phone = [];
        foreach (var (i, station) in stations.Index())
            phone.Add((Guid.NewGuid(), await world.ReportAsync(round, station, morning.AddMinutes(i * 10), i % 2 == 0 ? [("water", "fault")] : [])));
        var order = phone.OrderBy(v => v.Id).ToList();
        await Task.WhenAll(order.Concat(order).Chunk(9).Select(async some =>
        {
            foreach (var (id, report) in some) Assert.True((int)(await RoundsWorld.DeliverAsync(world.Second, id, report)).Status is 200 or 201);
        }));

        Assert.Equal(13L, await world.AskAsync<long>($"SELECT count(*) FROM round_visits WHERE round_id = '{round}' AND team = 2"));
        Assert.Equal(0L, await world.AskAsync<long>($"SELECT count(*) FROM round_visits WHERE round_id = '{round}' AND standing <> 'counts'"));
        Assert.Equal(13L, await world.AskAsync<long>($"SELECT count(*) FROM stations s JOIN round_visits v ON v.station_id = s.id WHERE v.round_id = '{round}' AND team = 2 AND s.verified_by = 'inspection' AND s.verified_at = v.visited_at"));
    }

    async Task FollowUpAsync(Guid round)
    {
        var faults = (await world.AskAsync<Guid[]>($"SELECT array_agg(id ORDER BY station_id) FROM round_faults WHERE round_id = '{round}'"))[1..];
        foreach (var fault in faults)
        {
            var keeper = await world.House.KeeperAsync(world.Street, await world.AskAsync<Guid>($"SELECT station_id FROM round_faults WHERE id = '{fault}'"));
            await Joining.JoiningPagesTests.PressAsync(keeper, "/sessions", "/keeper/faults", new() { ["fault"] = $"{fault}", ["how"] = "已整改" });
            await Joining.JoiningPagesTests.PressAsync(world.Officer, "/sessions", $"/faults/{fault}?handler=Check", new() { ["holds"] = "true" });
        }
    }

    async Task EndAsync(Guid round)
    {
        await Joining.JoiningPagesTests.PressAsync(world.Officer, "/sessions", $"/rounds/{round}?handler=End", []);
        Assert.True(await world.AskAsync<bool>($"SELECT ended_at IS NOT NULL FROM rounds WHERE id = '{round}'"));
    }

    /// <summary>As the page of the report shows them; each number that is not none opens its records.</summary>
    async Task<string> FiguresAsync(Guid round)
    {
        var page = await TestHouse.PageAsync(world.Officer, $"/rounds/{round}/report");
        foreach (var link in page.QuerySelectorAll(".round-figures a"))
        {
            var records = await TestHouse.PageAsync(world.Officer, link.GetAttribute("href")!);
            Assert.Equal(int.Parse(link.TextContent, CultureInfo.InvariantCulture), records.QuerySelectorAll("main ul.list > li").Length);
        }

        return string.Join(" · ", page.QuerySelectorAll(".round-figures > div").Select(d => $"{d.QuerySelector("dt")!.TextContent} {d.QuerySelector("dd")!.TextContent}"));
    }

    async Task<int> RowsOfTableAsync(Guid round)
    {
        using var book = new ZipArchive(new MemoryStream(await world.Officer.GetByteArrayAsync($"/rounds/{round}/report?handler=Xlsx")));
        using var sheet = new StreamReader(book.Entries.Single(e => e.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal) || e.FullName.EndsWith("sheet.xml", StringComparison.Ordinal)).Open());
        var text = await sheet.ReadToEndAsync();
        Assert.Contains("和平街第26暖心驿站", text);
        return text.Split("干净整齐").Length - 1 + text.Split("有热水可喝").Length - 1;
    }

    async Task PrintedAsync(Guid round)
    {
        if (PrintPdf.Program is null) return;

        var pdf = await world.Officer.GetByteArrayAsync($"/rounds/{round}/report?handler=Pdf");
        Assert.True(pdf.AsSpan().StartsWith("%PDF"u8) && pdf.Length > 20_000, $"{pdf.Length} bytes");
    }
}
