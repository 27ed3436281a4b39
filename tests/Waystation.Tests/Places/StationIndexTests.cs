using Npgsql;
using Waystation.Calendar;
using Waystation.Rulebook;

namespace Waystation.Places;

public class StationIndexTests : IAsyncLifetime
{
    PlacesWorld world = null!;
    StationIndex index = null!;

    public async ValueTask InitializeAsync()
    {
        world = await PlacesWorld.BeijingAsync();
        index = new StationIndex(world.Database.Source, WorkingCalendar.China, _ => new KnowledgeRule(), TimeProvider.System);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task It_is_ready_after_the_first_look_even_in_an_empty_city()
    {
        Assert.False(index.IsReady);
        await index.RefreshAsync();
        Assert.True(index.IsReady);
        Assert.Empty(index.Map.Places);
    }

    [Fact]
    public async Task It_holds_every_active_place_with_coordinates()
    {
        await world.ImportAsync(Examples.At("intake/stations.xlsx"));

        await index.RefreshAsync();

        Assert.Equal(await world.CountAsync("SELECT count(*) FROM stations WHERE lat IS NOT NULL"), index.Map.Places.Count);
    }

    [Fact]
    public async Task What_changes_is_seen_at_the_next_look()
    {
        await index.RefreshAsync();
        await world.ImportAsync(new Row { Code = "1" }, new Row { Code = "2", Name = "二站" });
        await index.RefreshAsync();
        Assert.Equal(["1", "2"], index.Map.Places.Select(p => p.Code));

        await world.CountAsync("UPDATE station_facilities SET status = 'broken' WHERE facility = 'water' AND station_id = (SELECT id FROM stations WHERE code = '1') RETURNING 1");
        await world.CountAsync("UPDATE stations SET status = 'suspended' WHERE code = '2' RETURNING 1");
        await index.RefreshAsync();

        Assert.Equal(["微波炉"], Assert.Single(index.Map.Places).FacilityWords);
    }

    [Fact]
    public async Task What_commits_late_is_not_passed_by()
    {
        await world.ImportAsync(new Row { Code = "1" }, new Row { Code = "2", Name = "二站" });
        await index.RefreshAsync();
        await using var slow = await world.Database.Source.OpenConnectionAsync();
        await using var late = await slow.BeginTransactionAsync();
        await RunAsync(slow, "UPDATE stations SET name = '晚到的名字' WHERE code = '1'");
        await world.CountAsync("UPDATE stations SET name = '先到的名字' WHERE code = '2' RETURNING 1");
        await index.RefreshAsync();
        await late.CommitAsync();

        await index.RefreshAsync();

        Assert.Equal(["晚到的名字", "先到的名字"], index.Map.Places.Select(p => p.Name));
    }

    [Fact]
    public async Task A_place_that_is_deleted_goes_from_the_map()
    {
        await world.ImportAsync(new Row { Code = "1" });
        await index.RefreshAsync();

        await world.CountAsync("WITH f AS (DELETE FROM station_facilities) DELETE FROM stations RETURNING 1");
        await index.RefreshAsync();

        Assert.Empty(index.Map.Places);
    }

    static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
