using System.Net;
using Waystation.Calendar;
using Waystation.Lives;
using Waystation.Places;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Scenarios;

/// <summary>
/// S30 冬奥工地服务: a station on a building site, from a day to a day. On the day its period ends it has left the map and every public list, in the city's time, and nothing had to run for it.
/// </summary>
public sealed class S30Tests(BuildingCity city) : IClassFixture<BuildingCity>
{
    [Fact]
    public async Task A_site_station_disappears_from_the_map_the_day_its_period_ends()
    {
        var today = City.Today(TimeProvider.System);
        var ends = today.AddDays(3);
        var place = await city.ApplyAsync("冬奥工地驿站", "site", new() { ["Draft.StartsOn"] = $"{today:yyyy-MM-dd}", ["Draft.EndsOn"] = $"{ends:yyyy-MM-dd}" });
        await city.TakeAsync(place, LifeStep.Visit, LifeStep.Approve, LifeStep.Agree, LifeStep.Equip, LifeStep.Sign, LifeStep.Run);
        var slug = await city.SlugAsync(place);
        Assert.Equal((HttpStatusCode.OK, true, true, true, true), await city.SeenAsync(slug));

        // A node that has loaded once and hears nothing more from its database.
        var clock = new StoppedClock(TimeProvider.System.GetUtcNow());
        var index = new StationIndex(city.House.House.Database.Source, WorkingCalendar.China, _ => new KnowledgeRule(), clock);
        await index.RefreshAsync();

        clock.Now = Midnight(ends).AddSeconds(-1);
        Assert.Equal((true, true, StationStatus.Active), Seen(index, slug));
        clock.Now = Midnight(ends);
        Assert.Equal((false, false, StationStatus.Retired), Seen(index, slug));
        Assert.Equal(0L, await CountAsync(ends));
        Assert.Equal(1L, await CountAsync(ends.AddDays(-1)));
        TestContext.Current.TestOutputHelper?.WriteLine($"S30: shown until 24:00 of {ends.AddDays(-1):yyyy-MM-dd}, gone from 00:00 of {ends:yyyy-MM-dd} (Beijing)");
    }

    [Fact]
    public async Task Before_its_first_day_nobody_is_sent_there()
    {
        var today = City.Today(TimeProvider.System);
        var place = await city.ApplyAsync("明天才开的工地驿站", "site", new() { ["Draft.StartsOn"] = $"{today.AddDays(1):yyyy-MM-dd}", ["Draft.EndsOn"] = $"{today.AddDays(30):yyyy-MM-dd}" });
        await city.TakeAsync(place, LifeStep.Visit, LifeStep.Approve, LifeStep.Agree, LifeStep.Equip, LifeStep.Sign);

        Assert.Equal((HttpStatusCode.NotFound, false, false, false, false), await city.SeenAsync(await city.SlugAsync(place)));
    }

    static (bool Map, bool Register, string? Page) Seen(StationIndex index, string slug) => (index.Map.Places.Any(p => p.Slug == slug), index.Register.Any(p => p.Slug == slug), index.Find(slug)?.Status);

    async Task<long> CountAsync(DateOnly on) => await city.AskAsync<long>($"SELECT coalesce((SELECT value FROM stations_on('{on:yyyy-MM-dd}', '{on:yyyy-MM-dd}') WHERE union_id = '{city.Street}'), 0)::bigint - (SELECT count(*) FROM stations WHERE union_id = '{city.Street}' AND kind <> 'site' AND status IN ('active', 'suspended')) - (SELECT count(*) FROM stations WHERE name LIKE '明天%' AND status = 'active' AND starts_on <= '{on:yyyy-MM-dd}')");

    static DateTimeOffset Midnight(DateOnly day) => new(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), City.Zone), TimeSpan.Zero);
}
