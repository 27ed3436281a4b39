using System.Net;
using System.Text;
using Waystation.Accounts;
using Waystation.Organisations;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Indicators;

public class NumbersPageTests
{
    [Fact]
    public async Task A_branch_elsewhere_a_strange_number_or_month_is_answered_with_a_sentence()
    {
        await using var house = await TestHouse.OnAsync(await Beijing.NewAsync());
        var (west, east) = (await DistrictAsync(house, "西城区总工会"), await DistrictAsync(house, "东城区总工会"));
        var leader = await house.StaffAsync(Role.Leader, west);

        foreach (var url in new[] { $"/numbers/{east}", $"/numbers/{east}/members", $"/numbers/{await house.CityAsync()}", $"/numbers/{west}/nonsense", $"/numbers/{Guid.NewGuid()}", "/numbers/x" })
            Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync(url)).StatusCode);
        foreach (var url in new[] { $"/numbers/{west}?month=2026-99", $"/numbers/{west}/members?month=x" })
            Assert.Equal(HttpStatusCode.BadRequest, (await leader.GetAsync(url)).StatusCode);
    }

    [Fact]
    public async Task A_post_without_numbers_does_not_read_them()
    {
        await using var house = await TestHouse.OnAsync(await Beijing.NewAsync());

        var keeper = await house.StaffAsync(Role.StationKeeper, await house.CityAsync());

        Assert.Equal(HttpStatusCode.Forbidden, (await keeper.GetAsync("/numbers")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await keeper.GetAsync("/districts.geojson")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await house.Visitor().GetAsync("/districts.geojson")).StatusCode);
    }

    [Fact]
    public async Task A_leader_sees_the_streets_of_the_district_and_opens_the_stations_behind_a_number()
    {
        await using var house = await TestHouse.OnAsync(await Beijing.NewAsync(), async opened =>
            await new ImportStations(opened.Database, opened.Vault, opened.Clock).RunAsync(Examples.At("intake/stations.xlsx"), dryRun: false, (_, _) => { }));
        var leader = await house.StaffAsync(Role.Leader, await DistrictAsync(house, "西城区总工会"));

        var page = await TestHouse.PageAsync(leader, "/numbers");
        var tile = page.QuerySelectorAll("a.tile")[2];
        var records = await TestHouse.PageAsync(leader, tile.GetAttribute("href")!);

        Assert.Equal(15, page.QuerySelectorAll("#numbers tbody tr").Length);
        var count = tile.QuerySelector(".n")!.TextContent;
        Assert.NotEqual("0", count);
        Assert.Equal(count, records.QuerySelector("h1 .badge")!.TextContent);
        Assert.Equal(Math.Min(int.Parse(count), NumberRecords.PageSize), records.QuerySelectorAll("tbody tr").Length);
        foreach (var place in records.QuerySelectorAll("tbody a")) Assert.Equal(place.TextContent, (await TestHouse.PageAsync(leader, place.GetAttribute("href")!)).QuerySelector("h1")!.TextContent);
        var chair = await house.StaffAsync(Role.GrassrootsChair, await DistrictAsync(house, "西城区总工会"));
        Assert.Empty((await TestHouse.PageAsync(chair, tile.GetAttribute("href")!)).QuerySelectorAll("tbody a"));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task The_file_has_as_many_rows_as_the_number_says_and_every_member_in_it_finds_the_line(string kind)
    {
        var world = await TreeWorld.NewAsync();
        for (var person = 0; person < 3; person++) await MonthNumbersTests.JoinAsync(world, world.Joint, City.Today(TimeProvider.System).AddDays(-400));
        // It takes the database over, and away.
        await using var house = await TestHouse.OnAsync(world.Database);
        var leader = await house.StaffAsync(Role.Leader, world.West);

        var file = await TestHouse.PostFormAsync(leader, $"/numbers/{world.West}/members", new() { ["kind"] = kind });

        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        if (kind == "csv")
        {
            var lines = Encoding.UTF8.GetString(await file.Content.ReadAsByteArrayAsync()).TrimEnd().Split("\r\n");
            Assert.Equal('\ufeff', lines[0][0]);
            Assert.Equal(4, lines.Length);
            Assert.All(lines.Skip(1), line => Assert.StartsWith("李*,", line, StringComparison.Ordinal));
        }

        await using var ask = house.House.Database.Source.CreateCommand(
            "SELECT l.amount || ' ' || l.purpose || ' ' || count(a.member_id) FROM logbook l JOIN logbook_about a USING (epoch, xid, seq) WHERE did = 'exported-records' AND length(hash) = 32 GROUP BY l.amount, l.purpose");
        Assert.Equal("3 check-numbers 3", await ask.ExecuteScalarAsync());
    }

    static async Task<Guid> DistrictAsync(TestHouse house, string name)
    {
        await using var ask = house.House.Database.Source.CreateCommand("SELECT id FROM unions WHERE name = $1");
        ask.Parameters.AddWithValue(name);
        return (Guid)(await ask.ExecuteScalarAsync())!;
    }
}
