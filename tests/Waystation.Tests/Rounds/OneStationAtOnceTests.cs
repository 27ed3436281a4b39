using System.Net;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Places;

namespace Waystation.Rounds;

/// <summary>Several who say at the same moment what one station has.</summary>
public sealed class OneStationAtOnceTests(RoundsWorld world) : IClassFixture<RoundsWorld>
{
    const int Many = 6;

    NpgsqlDataSource Source => world.House.House.Database.Source;

    [Fact]
    public async Task Many_who_add_the_same_unlisted_facility_at_once_all_succeed_and_without_taking_turns_they_would_not()
    {
        var (first, second) = (await world.StationAsync(1), await world.StationAsync(2));
        // One cookie for each before they press at once: three first visits of one browser would each be given their own.
        foreach (var who in (HttpClient[])[world.Officer, world.Second]) await who.GetStringAsync("/sessions");
        await using (var gate = await Barrier.BeforeInsertAsync(Source, "station_facilities"))
        {
            var all = Task.WhenAll(Enumerable.Range(0, Many).Select(i => Joining.JoiningPagesTests.PressAsync(i % 2 == 0 ? world.Officer : world.Second, "/sessions", $"/station-lives/{first}/standards", new() { ["Found[first-aid]"] = "works" })));
            await gate.OpenWhenWaitingAsync(1);
            Assert.All(await all, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        }

        Assert.Equal("works", await world.FacilityAsync(first, "first-aid"));
        await world.DoAsync("DROP FUNCTION wait_at_the_gate CASCADE");
        await using var control = await Barrier.BeforeInsertAsync(Source, "station_facilities");
        var unheld = Enumerable.Range(0, 2).Select(_ => Task.Run(() => AddWithoutHoldingAsync(second))).ToList();
        await control.OpenWhenWaitingAsync(2);
        await Assert.ThrowsAsync<DbUpdateException>(() => Task.WhenAll(unheld));
        await world.DoAsync("DROP FUNCTION wait_at_the_gate CASCADE");
    }

    [Fact]
    public async Task Two_rounds_that_find_the_same_item_wrong_at_once_make_one_fault()
    {
        var (station, first, second) = (await world.StationAsync(3), await world.OpenAsync(), await world.OpenAsync());
        var reports = new[] { await world.ReportAsync(first, station, null, ("first-aid", "missing"), ("clean", "fault")), await world.ReportAsync(second, station, null, ("clean", "fault")) };
        await using var gate = await Barrier.BeforeInsertAsync(Source, "round_visits");

        var both = Task.WhenAll(reports.Select(report => RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), report)));
        await gate.OpenWhenWaitingAsync(2);

        Assert.All(await both, answer => Assert.Equal("counts", answer.Standing));
        Assert.Equal((1L, 1L), (await world.AskAsync<long>($"SELECT count(*) FROM round_faults WHERE station_id = '{station}' AND item = 'clean'"), await world.AskAsync<long>($"SELECT count(*) FROM round_found_again WHERE station_id = '{station}'")));
        await world.DoAsync("DROP FUNCTION wait_at_the_gate CASCADE");
    }

    async Task AddWithoutHoldingAsync(Guid id)
    {
        await using var db = world.House.House.Database.NewContext();
        var station = await db.Set<Station>().Include(s => s.Facilities).SingleAsync(s => s.Id == id);
        station.Found(Facility.Read("first-aid")!, FacilityStatus.Works, DateTime.UtcNow);
        await db.SaveChangesAsync();
    }
}
