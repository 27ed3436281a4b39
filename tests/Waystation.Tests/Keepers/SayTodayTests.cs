using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Evidence;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Keepers;

/// <summary>What one tap of a keeper means at other hours of the day, by a clock of the test's own. 23 November 2026 is a Monday.</summary>
public sealed class SayTodayTests(KeptCity city) : IClassFixture<KeptCity>
{
    [Theory]
    [InlineData("Mo-Su 07:00-22:00", "2026-11-23T01:00", "2026-11-23T08:00")]
    [InlineData("Mo-Su 07:00-22:00", "2026-11-23T07:20", "2026-11-23T08:20")]
    [InlineData("Mo-Su 08:00-12:00,13:00-18:00", "2026-11-23T12:30", "2026-11-23T14:00")]
    [InlineData("Mo-Su 07:00-22:00", "2026-11-23T22:30", "2026-11-23T23:30")]
    [InlineData("24/7", "2026-11-23T01:00", "2026-11-23T02:00")]
    [InlineData(null, "2026-11-23T01:00", "2026-11-23T02:00")]
    public async Task An_hour_later_is_counted_from_the_posted_hour_until_it_has_opened(string? hours, string at, string until) =>
        Assert.Equal(until, await TappedAsync(hours, at, (say, station) => say.LateAsync(station, 60, default)));

    [Theory]
    [InlineData("Mo-Su 07:00-22:00", "2026-11-23T10:00", "2026-11-24T00:00")]
    [InlineData("Mo-Su 20:00-02:00", "2026-11-23T20:30", "2026-11-24T02:00")]
    [InlineData("Mo-Su 06:00-05:00", "2026-11-23T05:30", "2026-11-24T05:00")]
    [InlineData("Mo-Fr 00:00-24:00", "2026-11-23T10:00", "2026-11-24T00:00")]
    [InlineData("24/7", "2026-11-23T10:00", "2026-11-24T00:00")]
    [InlineData(null, "2026-11-23T10:00", "2026-11-24T00:00")]
    public async Task Closed_for_today_takes_the_night_along_that_begins_today(string? hours, string at, string until) =>
        Assert.Equal(until, await TappedAsync(hours, at, (say, station) => say.ShutAsync(station, "", null, default)));

    [Fact]
    public async Task What_everybody_reads_is_kept_in_chinese_whatever_the_keeper_reads()
    {
        // The language goes along with what is awaited.
        await Reader.In(Words.English, () => TappedAsync("24/7", "2026-11-23T10:00", (say, station) => say.FullAsync(station, 30, default)));

        Assert.Equal(Words.Say(Words.Chinese, "keepers.reason-full"), await city.AskAsync<string>("SELECT e.reason FROM station_exceptions e JOIN stations s ON s.id = e.station_id WHERE s.slug = 'k1'"));
    }

    [Fact]
    public async Task A_change_that_ended_before_it_began_is_not_told_any_more()
    {
        var keeper = await city.KeeperAsync("k2");
        const string to = "INSERT INTO station_exceptions (id, station_id, union_id, kind, reason, from_at, until_at, made_at) SELECT gen_random_uuid(), id, union_id, 'open', '{0}', now() + interval '1 second', now() + interval '{1} seconds', now() FROM stations WHERE slug = 'k2'";
        await city.DoAsync(string.Format(CultureInfo.InvariantCulture, to, "夜里加开", 3600));
        await city.DoAsync(string.Format(CultureInfo.InvariantCulture, to, "已经取消", 1));
        await city.DoAsync("UPDATE station_exceptions SET from_at = from_at + interval '1 hour', until_at = until_at + interval '1 hour' WHERE reason IN ('夜里加开', '已经取消')");

        var page = await keeper.GetStringAsync("/keeper");

        Assert.Contains("夜里加开", page);
        Assert.DoesNotContain("已经取消", page);
    }

    [Theory]
    [InlineData("k3", "suspended")]
    [InlineData("k4", "retired")]
    public async Task Where_the_station_rests_or_has_ended_its_keeper_is_told_so_and_not_asked_how_it_is_today(string slug, string status)
    {
        var keeper = await city.KeeperAsync(slug);
        Assert.Contains("handler=Late", await keeper.GetStringAsync("/keeper"));

        await city.DoAsync($"UPDATE stations SET status = '{status}' WHERE slug = '{slug}'");

        var page = await keeper.GetStringAsync("/keeper");
        Assert.Contains("暂停开放，或者已经摘牌", page);
        Assert.DoesNotContain("handler=Late", page);
        Assert.Contains("没有运行", await KeptCity.SentAsync(keeper, "/keeper?handler=Late", new() { ["minutes"] = "30" }));
    }

    /// <summary>Until when the tap holds, as the city's wall clock reads.</summary>
    async Task<string> TappedAsync(string? hours, string at, Func<SayToday, Station, Task> tap)
    {
        var place = await city.PlaceAsync("k1");
        await city.KeeperAsync("k1");
        await city.DoAsync($"DELETE FROM station_exceptions WHERE station_id = '{place.Id}'; UPDATE stations SET opening_hours = {(hours is null ? "NULL" : $"'{hours}'")} WHERE id = '{place.Id}'");
        var clock = new StoppedClock(new DateTimeOffset(DateTime.Parse(at, CultureInfo.InvariantCulture), TimeSpan.FromHours(8)));
        var (account, post) = (await city.AskAsync<Guid>("SELECT account_id FROM posts LIMIT 1"), await city.AskAsync<Guid>("SELECT id FROM posts LIMIT 1"));
        var caller = new Caller(Guid.NewGuid(), account, AccountKind.Keeper, "", null, null, null, Guid.NewGuid(), new(post, Role.StationKeeper, place.UnionId, "", false, Reach.AtStation(place.UnionId, place.Id), place.Id));
        await using var db = city.House.House.Database.NewContext(caller.Post!.Reach, caller.Actor);
        var desk = new Desk(caller, db, clock);

        await tap(new SayToday(desk, db, new AnswerForStation(desk, db), new BranchStations(desk), WorkingCalendar.China), await db.Set<Station>().SingleAsync());

        var until = await city.AskAsync<DateTime>($"SELECT until_at FROM station_exceptions WHERE station_id = '{place.Id}'");
        return City.LocalTime(new DateTimeOffset(until, TimeSpan.Zero)).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
    }
}
