using Waystation.Calendar;
using Waystation.Rulebook;

namespace Waystation.Places;

/// <summary>What the whole map says is another thing when a door opens, when somebody says so, and not when nothing has happened.</summary>
public sealed class MapStampsTests : IAsyncLifetime
{
    static readonly DateTimeOffset beforeNine = new(2026, 11, 20, 8, 58, 30, TimeSpan.FromHours(8));

    readonly StoppedClock clock = new(beforeNine);
    PlacesWorld world = null!;
    StationIndex index = null!;
    MapStamps stamps = null!;
    int halfLife = 7;

    public async ValueTask InitializeAsync()
    {
        world = await PlacesWorld.BeijingAsync();
        await world.ImportAsync(new Row { Code = "1", Hours = "每天9:00-17:00" });
        index = new StationIndex(world.Database.Source, WorkingCalendar.China, _ => new KnowledgeRule(halfLife), clock);
        await index.RefreshAsync();
        stamps = new(index, clock);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task It_changes_with_an_opening_door_and_with_a_word_and_with_nothing_else()
    {
        var (first, seenAt) = stamps.Now();
        clock.Now = beforeNine.AddSeconds(70);
        Assert.Equal((first, seenAt), stamps.Now());
        clock.Now = beforeNine.AddSeconds(95);
        var (opened, openedAt) = stamps.Now();
        Assert.NotEqual(first, opened);
        Assert.Equal(clock.Now, openedAt);

        await index.RefreshAsync();
        Assert.Equal((opened, openedAt), stamps.Now());
        await world.CountAsync("INSERT INTO station_exceptions (id, station_id, union_id, kind, reason, from_at, until_at, made_at) SELECT gen_random_uuid(), id, union_id, 'full', '满员', '2026-11-20', now() + interval '30 days', now() FROM stations RETURNING 1");
        await index.RefreshAsync();
        Assert.NotEqual(opened, stamps.Now().Stamp);
    }

    [Fact]
    public async Task From_the_day_another_version_of_the_rule_holds_every_place_is_weighed_by_it()
    {
        Assert.Equal(7, index.Map.Places[0].Rule.HalfLifeDays);

        halfLife = 30;
        await index.RefreshAsync();

        Assert.Equal(30, index.Map.Places[0].Rule.HalfLifeDays);
    }
}
