namespace Waystation.Rounds;

/// <summary>One visit, and one picture, sent by many connections at once.</summary>
public sealed class DeliveryRaceTests(RoundsWorld world) : IClassFixture<RoundsWorld>
{
    const int Many = 8;

    [Fact]
    public async Task The_same_visit_sent_by_many_at_once_is_stored_once_and_two_teams_never_both_count_but_without_the_indexes_they_would()
    {
        var round = await world.OpenAsync();
        Assert.Equal((1L, 1L, 1L), await RaceAsync(round, 1, sameVisit: true));
        Assert.Equal(((long)Many, 1L, 1L), await RaceAsync(round, 2, sameVisit: false));

        await world.DoAsync("DROP INDEX round_visits_version; DROP INDEX round_visits_one_counts");
        var (rows, counting, faults) = await RaceAsync(round, 3, sameVisit: true);

        Assert.True(rows > 1 && counting > 1 && faults == 1, $"{rows} rows, {counting} count, {faults} faults");
    }

    /// <summary>All have looked and none has written when the gate opens.</summary>
    /// <returns>Rows, those that count, and faults of those that count.</returns>
    async Task<(long, long, long)> RaceAsync(Guid round, int nth, bool sameVisit)
    {
        var (station, id) = (await world.StationAsync(nth), Guid.NewGuid());
        // What is listed already is changed, not added: a second primary key would stop the control for another reason.
        await world.DoAsync($"INSERT INTO station_facilities (station_id, facility, status) SELECT '{station}', code, 'unknown' FROM unnest(ARRAY ['phone-charging', 'first-aid']) code ON CONFLICT DO NOTHING");
        var report = await world.ReportAsync(round, station, null, ("clean", "fault"));
        await using (var gate = await Barrier.BeforeInsertAsync(world.House.House.Database.Source, "round_visits"))
        {
            var all = Task.WhenAll(Enumerable.Range(0, Many).Select(i => RoundsWorld.DeliverAsync(i % 2 == 0 ? world.Officer : world.Second, sameVisit ? id : Guid.NewGuid(), report)));
            await gate.OpenWhenWaitingAsync(Many);
            Assert.All(await all, answer => Assert.True((int)answer.Status is 200 or 201, answer.Said));
        }

        await world.DoAsync("DROP FUNCTION wait_at_the_gate CASCADE");
        return (await CountAsync($"round_visits WHERE station_id = '{station}'"), await CountAsync($"round_visits WHERE station_id = '{station}' AND standing = 'counts'"), await CountAsync($"round_faults WHERE station_id = '{station}'"));
    }

    Task<long> CountAsync(string of) => world.AskAsync<long>($"SELECT count(*) FROM {of}");
}
