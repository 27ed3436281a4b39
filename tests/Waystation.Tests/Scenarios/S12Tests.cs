using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Waystation.Paper;
using Waystation.Pictures;
using Waystation.Rounds;
using Waystation.Shared;

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
        Assert.Equal("已查 26/26 · 免查 0 · 还剩 0 · 不合格项 11 · 已整改 10 · 待复查 0 · 待整改 1", figures);
        Assert.Equal(11, await RowsOfTableAsync(round));
        await PrintedAsync(round);
        var late = await world.AskAsync<string>($"SELECT count(*) || ' visits with ' || sum(cardinality(pictures)) || ' photos, seen ' || round(min(extract(epoch FROM received_at - happened_at)) / 3600) || ' to ' || round(max(extract(epoch FROM received_at - happened_at)) / 3600) || ' hours' FROM round_visits WHERE round_id = '{round}' AND team = 2");
        Assert.Equal("13 visits with 13 photos, seen 3 to 5 hours", late);
        TestContext.Current.TestOutputHelper?.WriteLine($"S12: {figures}; {late} before they came, out of order and twice");
    }

    /// <summary>Seen from 5 hours ago on, told in another order, each one twice, two at once.</summary>
    async Task BeWithoutSignalAsync(Guid round, IReadOnlyList<Guid> stations)
    {
        var morning = DateTimeOffset.UtcNow.AddHours(-5);
        List<(Guid Order, Func<Task<HttpStatusCode>> SendAsync)> phone = [];
        foreach (var (i, station) in stations.Index())
        {
            var (id, photo, report) = (Guid.NewGuid(), Guid.NewGuid(), await world.ReportAsync(round, station, morning.AddMinutes(i * 10), i % 2 == 0 ? [("water", "fault")] : []));
            report["pictures"] = new JsonArray($"{photo}");
            phone.Add((id, async () => (await RoundsWorld.DeliverAsync(world.Second, id, report)).Status));
            phone.Add((photo, () => PhotoAsync($"/api/rounds/{round}/stations/{station}/pictures/{photo}?takenAt={morning.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}", i)));
        }

        var order = phone.OrderBy(part => part.Order).ToList();
        await Task.WhenAll(order.Concat(order).Chunk(18).Select(async some =>
        {
            foreach (var part in some) Assert.True(await part.SendAsync() is HttpStatusCode.OK or HttpStatusCode.Created);
        }));

        Assert.Equal(13L, await world.AskAsync<long>($"SELECT count(*) FROM round_visits WHERE round_id = '{round}' AND team = 2"));
        Assert.Equal(0L, await world.AskAsync<long>($"SELECT count(*) FROM round_visits WHERE round_id = '{round}' AND standing <> 'counts'"));
        Assert.Equal(13L, await world.AskAsync<long>($"SELECT count(*) FROM pictures p JOIN round_visits v ON p.id = ANY (v.pictures) AND p.station_id = v.station_id WHERE v.round_id = '{round}' AND p.account_id = '{world.SecondId}'"));
        Assert.Equal(13L, await world.AskAsync<long>($"SELECT count(*) FROM stations s JOIN round_visits v ON v.station_id = s.id WHERE v.round_id = '{round}' AND team = 2 AND s.verified_by = 'inspection' AND s.verified_at = v.visited_at"));
    }

    async Task<HttpStatusCode> PhotoAsync(string address, int nth)
    {
        using var photo = new ByteArrayContent(HandMade.Photo(16 + 8 * nth)) { Headers = { ContentType = new("image/jpeg") } };
        using var answer = await world.Second.PutAsync(address, photo);
        return answer.StatusCode;
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
            Assert.Equal(int.Parse(link.TextContent, CultureInfo.InvariantCulture), records.QuerySelectorAll("main .list > li").Length);
        }

        // Repairs go on after a round has ended: its figures are those of a moment.
        Assert.Contains($"数据截至 {City.Today(TimeProvider.System):yyyy-MM-dd}", page.QuerySelector(".round-report")!.TextContent);
        return string.Join(" · ", page.QuerySelectorAll(".round-figures > div").Select(d => $"{d.QuerySelector("dt")!.TextContent} {d.QuerySelector("dd")!.TextContent}"));
    }

    async Task<int> RowsOfTableAsync(Guid round)
    {
        using var book = new ZipArchive(new MemoryStream(await world.Officer.GetByteArrayAsync($"/rounds/{round}/report?handler=Xlsx")));
        List<string> sheets = [];
        foreach (var entry in book.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            using var sheet = new StreamReader(entry.Open());
            sheets.Add(await sheet.ReadToEndAsync());
        }

        var (numbers, stations) = (Assert.Single(sheets, text => text.Contains("已查", StringComparison.Ordinal) && text.Contains("待复查", StringComparison.Ordinal)), Assert.Single(sheets, text => text.Contains("和平街第26暖心驿站", StringComparison.Ordinal)));
        Assert.Equal("26 26 0 0 11 10 0 1", string.Join(' ', Regex.Matches(numbers, "<(?:x:)?[tv][^>]*>([0-9]+)</").Take(8).Select(m => m.Groups[1].Value)));
        return stations.Split("干净整齐").Length - 1 + stations.Split("有热水可喝").Length - 1;
    }

    async Task PrintedAsync(Guid round)
    {
        if (PrintPdf.Program is null) return;

        var pdf = await world.Officer.GetByteArrayAsync($"/rounds/{round}/report?handler=Pdf");
        Assert.True(pdf.AsSpan().StartsWith("%PDF"u8) && pdf.Length > 20_000, $"{pdf.Length} bytes");
    }
}
