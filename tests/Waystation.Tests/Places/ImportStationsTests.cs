using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Waystation.Geography;
using Waystation.Tables;

namespace Waystation.Places;

public class ImportStationsTests
{
    [Fact]
    public async Task Every_row_of_the_example_register_is_judged_as_its_key_says()
    {
        await using var world = await PlacesWorld.BeijingAsync();
        var key = JsonSerializer.Deserialize<KeyRow[]>(await File.ReadAllTextAsync(Path.Combine(Node.Root, "tests/Waystation.Tests/Places/stations.key.json")), JsonSerializerOptions.Web)!;

        var report = await world.ImportAsync(Examples.At("intake/stations.xlsx"));

        Assert.Equal((800, 766, 34, 766, 0, 0), (report.Rows, report.Accepted, report.Refused, report.Created, report.Updated, report.Unchanged));
        var problems = report.Problems.ToLookup(p => p.Row);
        foreach (var row in key)
        {
            var refusal = problems[row.Row].Where(p => p.Severity is Severity.Refused).Select(p => p.Code).SingleOrDefault();
            Assert.Equal(row.Outcome == "refused" ? row.Code : null, refusal);
            Assert.Equal(row.Code == "no-coordinates", problems[row.Row].Any(p => p.Code == "no-coordinates"));
            if (row.Outcome == "accepted") Assert.Equal(row.Hours == "unknown", problems[row.Row].Any(p => p.Code == "hours-unknown"));
        }

        await StoredAsKeyed(world, key);
    }

    static async Task StoredAsKeyed(PlacesWorld world, KeyRow[] key)
    {
        await using var db = world.Database.NewContext();
        var stations = (await db.Set<Station>().Include(s => s.Facilities).ToListAsync()).ToDictionary(s => int.Parse(s.Code[9..]) + 3);
        foreach (var row in key.Where(r => r.Outcome == "accepted"))
        {
            var station = stations[row.Row];
            Assert.Equal(row.Hours, station.OpeningHours ?? "unknown");
            Assert.Equal(row.Facilities, station.Facilities.Count);
            Assert.Empty(station.OtherFacilities);
            Assert.Equal((row.Lon, row.Lat), (station.GivenLon, station.GivenLat));
            if (row.Lon is null) continue;

            Assert.True(Datums.TryRead(row.Crs, out var datum));
            Assert.Equal(datum.Code(), station.GivenDatum);
            var wgs = datum.ToWgs84(new Position(row.Lat!.Value, row.Lon.Value));
            Assert.Equal((wgs.Lat, wgs.Lon), (station.Lat, station.Lon));
        }
    }

    [Fact]
    public async Task The_same_register_again_changes_nothing()
    {
        await using var world = await PlacesWorld.BeijingAsync();
        await world.ImportAsync(Examples.At("intake/stations.xlsx"));
        var before = await world.AskAsync<string>("SELECT md5(string_agg(s::text, '' ORDER BY id)) FROM stations s");

        var again = await world.ImportAsync(Examples.At("intake/stations.xlsx"));

        Assert.Equal((0, 0, 766, 34), (again.Created, again.Updated, again.Unchanged, again.Refused));
        Assert.Equal(before, await world.AskAsync<string>("SELECT md5(string_agg(s::text, '' ORDER BY id)) FROM stations s"));
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_writes_nothing()
    {
        await using var world = await PlacesWorld.BeijingAsync();

        var report = await world.ImportAsync(Examples.At("intake/stations.xlsx"), dryRun: true);

        Assert.Equal((766, 34), (report.Created, report.Refused));
        Assert.Equal(0, await world.CountAsync("SELECT count(*) FROM stations"));
    }

    [Fact]
    public async Task A_run_that_was_stopped_is_finished_by_running_it_again()
    {
        await using var world = await PlacesWorld.BeijingAsync();
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.ImportAsync(Examples.At("intake/stations.xlsx"), ct: stop.Token, progress: (_, _) => stop.Cancel()));
        var half = await world.CountAsync("SELECT count(*) FROM stations");

        var rest = await world.ImportAsync(Examples.At("intake/stations.xlsx"));

        Assert.InRange(half, 1, 765);
        Assert.Equal((766 - half, half), (rest.Created, rest.Unchanged));
        Assert.Equal(766, await world.CountAsync("SELECT count(*) FROM stations"));
    }

    [Fact]
    public async Task A_file_that_is_no_register_is_refused_and_nothing_is_written()
    {
        await using var world = await PlacesWorld.BeijingAsync();

        await Assert.ThrowsAsync<Shared.Refusal>(() => world.ImportAsync(Examples.At("intake/members.xlsx")));

        Assert.Equal(0, await world.CountAsync("SELECT count(*) FROM stations"));
    }

    sealed record KeyRow(int Row, string Outcome, string? Code, string Hours, int Facilities, double? Lon, double? Lat, string Crs);
}
