using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Equipment;
using Waystation.Evidence;
using Waystation.Places;
using Waystation.Rulebook;
using Waystation.Shared;
using Waystation.Visits;
using static Waystation.Keepers.KeptDay;

namespace Waystation.Keepers;

/// <summary>What happens at a station between the last minute of a day and the first of the next, by a clock of the test's own.</summary>
public sealed class MidnightTests(KeptCity city) : IClassFixture<KeptCity>
{
    static readonly DateTimeOffset before = At("23:59"), after = At("00:01", 1);

    [Theory]
    [InlineData("Mo-Su 20:00-02:00", "21:00", 0, "02:00", 1)]
    [InlineData("Mo-Su 20:00-02:00", "23:59", 0, "02:00", 1)]
    [InlineData("Mo-Su 20:00-02:00", "00:01", 1, "02:00", 1)]
    [InlineData("Mo-Su 20:00-02:00", "02:01", 1, "02:00", 2)]
    [InlineData("24/7", "23:59", 0, "00:00", 1)]
    [InlineData("24/7", "00:01", 1, "00:00", 2)]
    [InlineData("Mo-Su 08:00-17:00", "00:01", 1, "00:00", 2)]
    public void Today_ends_at_midnight_or_with_the_night_that_has_begun(string hours, string at, int days, string ends, int endDays) =>
        Assert.Equal(At(ends, endDays).UtcDateTime, Night.EndOfDay(OpeningHours.Read(hours), [], At(at, days).UtcDateTime, WorkingCalendar.China));

    [Fact]
    public void Longer_hours_over_midnight_are_of_the_night_too_and_those_of_tomorrow_are_not()
    {
        var (tonight, tomorrow) = ((At("18:00").UtcDateTime, At("03:00", 1).UtcDateTime), (At("18:00", 1).UtcDateTime, At("03:00", 2).UtcDateTime));

        Assert.Equal(At("03:00", 1).UtcDateTime, Night.EndOfDay(OpeningHours.Read("Mo-Su 20:00-02:00"), [tonight, tomorrow], At("10:00").UtcDateTime, WorkingCalendar.China));
    }

    [Fact]
    public async Task Open_over_midnight_it_is_told_until_when_on_both_sides_and_a_last_half_hour_warns()
    {
        var (night, always) = (await OfAsync(city, "k1", "Mo-Su 20:00-02:00"), await OfAsync(city, "k2", "24/7"));

        Assert.Equal((new(OpenState.Open, At("02:00", 1)), new(OpenState.Open, At("02:00", 1))), (await night.OpeningAsync(before), await night.OpeningAsync(after)));
        Assert.Equal((OpenState.Open, OpenState.Open), (await always.StateAsync(before), await always.StateAsync(after)));
        Assert.Equal((null, null, "还有 30 分钟关门"), (await night.WarningAsync(before), await night.WarningAsync(after), await night.WarningAsync(At("01:30", 1))));
        Assert.Null(await always.WarningAsync(before));
    }

    [Fact]
    public async Task A_visit_counts_for_its_own_hour_and_day_and_for_the_month_in_which_it_was()
    {
        var (place, device) = (await city.PlaceAsync("k3"), Guid.NewGuid());
        await city.KeeperAsync("k3");
        var lastOfMonth = new DateTimeOffset(2026, 11, 30, 23, 59, 0, TimeSpan.FromHours(8));
        foreach (var at in new[] { lastOfMonth, lastOfMonth.AddMinutes(2) })
        {
            Assert.True(await VisitAsync(place, at, device));
            Assert.False(await VisitAsync(place, at, device));
            await using var db = city.House.House.Database.NewContext();
            await new Tally(city.House.House.Database.Source, new StoppedClock(at)).AddAsync(await db.Set<Station>().SingleAsync(s => s.Slug == "k3"), 5, default);
        }

        Assert.Equal("2026-11-30 23 1 5, 2026-12-01 00 1 5", await city.AskAsync<string>($"SELECT string_agg(to_char(hour AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24') || ' ' || by_door || ' ' || by_keeper, ', ' ORDER BY hour) FROM station_visits WHERE station_id = '{place.Id}'"));
        var days = await new Tally(city.House.House.Database.Source, new StoppedClock(lastOfMonth.AddMinutes(2))).DaysAsync(place.Id, 2, default);
        Assert.Equal([(30, 6), (1, 6)], days.Select(day => (day.On.Day, day.All)));
        Assert.Equal((new DateOnly(2026, 10, 1), 0L), await SlipAsync(place, lastOfMonth));
        Assert.Equal((new DateOnly(2026, 11, 1), 6L), await SlipAsync(place, lastOfMonth.AddMinutes(2)));
    }

    [Fact]
    public async Task What_was_tallied_yesterday_is_not_taken_back_today()
    {
        var (place, source) = (await city.PlaceAsync("k4"), city.House.House.Database.Source);
        await using var db = city.House.House.Database.NewContext();
        var station = await db.Set<Station>().SingleAsync(s => s.Slug == "k4");
        await new Tally(source, new StoppedClock(before)).AddAsync(station, 1, default);

        Assert.Equal("visits.nothing-to-take-back", (await Assert.ThrowsAsync<Refusal>(() => new Tally(source, new StoppedClock(after)).TakeBackAsync(station, default))).Sentence.Key);
        await new Tally(source, new StoppedClock(before)).TakeBackAsync(station, default);
        Assert.Equal(0L, await city.AskAsync<long>($"SELECT sum(by_keeper) FROM station_visits WHERE station_id = '{place.Id}'"));
    }

    [Fact]
    public async Task One_visitor_who_speaks_before_and_after_midnight_is_believed_once_and_leaves_marks_that_cannot_be_joined()
    {
        var (place, device) = (await city.PlaceAsync("k5"), Guid.NewGuid());
        foreach (var at in new[] { before, after })
            foreach (var (said, facility) in new[] { (VisitorSays.Shut, (string?)null), (VisitorSays.Broken, "water") }) Assert.True(await SayAsync(place, at, said, facility, device));

        var told = await city.PlaceAsync("k5");
        Assert.Equal(1, told.Said.DoubtsAt(after.AddMinutes(1), told.Rule));
        Assert.NotEqual(FacilityStatus.Broken, told.Seen.StatusOf(Facility.Read("water")!));
        Assert.Equal(8L, await city.AskAsync<long>($"SELECT count(DISTINCT (about, mark)) FROM report_marks WHERE station_id = '{place.Id}'"));
        await new VisitorMarks(city.House.House.Database.Source, new StoppedClock(after)).ForgetAsync(after.AddDays(-1), default);
        Assert.Equal(1L, await city.AskAsync<long>($"SELECT count(*) FROM visitor_keys WHERE day >= '{City.DayOf(before):yyyy-MM-dd}'"));

        // Three on one day are three, midnight or not.
        foreach (var address in new[] { "10.71.2.1", "10.71.3.1" }) await SayAsync(place, after, VisitorSays.Shut, null, Guid.NewGuid(), address);
        Assert.Equal(OpenState.Unknown, (await city.PlaceAsync("k5")).OpeningAt(after.AddMinutes(1), WorkingCalendar.China).State);
    }

    [Theory]
    [InlineData("22:10", 60)]
    [InlineData("23:59", 1)]
    [InlineData("00:00", 60)]
    public void The_key_of_a_day_goes_at_midnight_and_not_at_the_next_full_hour_of_the_program(string at, int minutes) => Assert.Equal(TimeSpan.FromMinutes(minutes), ForgetMarksJob.RestFrom(At(at)));

    [Fact]
    public async Task Two_visitors_who_come_before_and_after_midnight_have_not_seen_it_as_four()
    {
        var place = await city.PlaceAsync("k6");
        var devices = new[] { Guid.NewGuid(), Guid.NewGuid() };
        foreach (var at in new[] { before, after })
            foreach (var (i, device) in devices.Index())
            {
                Assert.True(await SayAsync(place, at, VisitorSays.Fine, null, device, $"10.72.{i}.1"));
                Assert.True(await VisitAsync(place, at, device, $"10.72.{i}.1"));
            }

        Assert.Equal("", (await city.PlaceAsync("k6")).SeenBy);
        await SayAsync(place, after, VisitorSays.Fine, null, Guid.NewGuid(), "10.72.9.1");
        Assert.Equal("visitors", (await city.PlaceAsync("k6")).SeenBy);
    }

    async Task<bool> SayAsync(Place place, DateTimeOffset at, string said, string? facility, Guid device, string address = "10.71.0.1") =>
        await new SayOfStation(city.House.House.Database.Source, Service<Limits>(), Service<Rules>(), WorkingCalendar.China, new StoppedClock(at)).RunAsync(place, said, facility, await VisitorAsync(at, device, address), default);

    async Task<bool> VisitAsync(Place place, DateTimeOffset at, Guid device, string address = "10.73.0.1") =>
        await new CountVisits(city.House.House.Database.Source, Service<StationIndex>(), Service<Limits>(), Service<Rules>(), new StoppedClock(at)).RunAsync(place, await VisitorAsync(at, device, address), default);

    Task<Visitor> VisitorAsync(DateTimeOffset at, Guid device, string address) => new VisitorMarks(city.House.House.Database.Source, new StoppedClock(at)).OfAsync(device, IPAddress.Parse(address), default);

    T Service<T>() where T : notnull => city.House.Services.GetRequiredService<T>();

    /// <summary>The month whose slip is drawn up at an instant, and the visits on it.</summary>
    async Task<(DateOnly, long)> SlipAsync(Place place, DateTimeOffset at)
    {
        var (account, post) = (await city.AskAsync<Guid>("SELECT account_id FROM posts LIMIT 1"), await city.AskAsync<Guid>("SELECT id FROM posts LIMIT 1"));
        var caller = new Caller(Guid.NewGuid(), account, AccountKind.Keeper, "", null, null, null, Guid.NewGuid(), new(post, Role.StationKeeper, place.UnionId, "", false, Reach.AtStation(place.UnionId, place.Id), place.Id));
        await using var db = city.House.House.Database.NewContext(caller.Post!.Reach, caller.Actor);
        using var scope = city.House.Services.CreateScope();
        var draw = new DrawUpSlip(new Desk(caller, db, new StoppedClock(at)), db, scope.ServiceProvider.GetRequiredService<GoodsCatalogue>());
        return (draw.LastMonth, (await draw.RunAsync(await db.Set<Station>().SingleAsync(), draw.LastMonth, default)).Visits);
    }
}
