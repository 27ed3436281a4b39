using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Evidence;
using Waystation.Modes;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Keepers;

/// <summary>One station on a day of the test's own, three days ahead, so that nothing of it is over for the database: who keeps it taps at any minute, its district orders and ends modes.</summary>
sealed class KeptDay(KeptCity city, string slug)
{
    /// <summary>The day that the test lives.</summary>
    static readonly DateOnly day = City.Today(TimeProvider.System).AddDays(3);

    /// <param name="days">After the first.</param>
    public static DateTimeOffset At(string time, int days = 0) => new(TimeZoneInfo.ConvertTimeToUtc(day.AddDays(days).ToDateTime(TimeOnly.Parse(time, CultureInfo.InvariantCulture)), City.Zone), TimeSpan.Zero);

    public static async Task<KeptDay> OfAsync(KeptCity city, string slug, string hours)
    {
        await city.KeeperAsync(slug);
        await city.DoAsync($"UPDATE stations SET opening_hours = '{hours}', opening_hours_text = '{hours}' WHERE slug = '{slug}'");
        return new(city, slug);
    }

    public Task FineAsync(DateTimeOffset at) => TapAsync(at, (say, station) => say.FineAsync(station, default));
    public Task ShutAsync(DateTimeOffset at, DateTimeOffset? until = null) => TapAsync(at, (say, station) => say.ShutAsync(station, "", until?.UtcDateTime, default));
    public Task LateAsync(DateTimeOffset at, int minutes) => TapAsync(at, (say, station) => say.LateAsync(station, minutes, default));
    public Task FullAsync(DateTimeOffset at, int minutes) => TapAsync(at, (say, station) => say.FullAsync(station, minutes, default));

    public Task TapAsync(DateTimeOffset at, Func<SayToday, Station, Task> tap) => AsAsync(Role.StationKeeper, at, async (desk, db) =>
        await tap(new SayToday(desk, db, new AnswerForStation(desk, db), new BranchStations(desk), WorkingCalendar.China), await StationAsync(desk)));

    /// <summary>Longer on this day and the next.</summary>
    public async Task<Guid> OrderAsync(DateTimeOffset at, string from, string until)
    {
        var mode = Guid.Empty;
        await AsAsync(Role.DistrictOfficer, at, async (desk, db) =>
        {
            var before = await desk.All<StationMode>().Select(m => m.Id).ToListAsync();
            await new OrderMode(desk, db, new EntryForm(db, TimeProvider.System)).RunAsync(new(ModeKind.Heat, day, day.AddDays(1), TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(until, CultureInfo.InvariantCulture)), default);
            mode = (await desk.All<StationMode>().Select(m => m.Id).ToListAsync()).Except(before).Single();
        });
        return mode;
    }

    public Task EndAsync(DateTimeOffset at, Guid mode) => AsAsync(Role.DistrictOfficer, at, async (desk, db) =>
        await new OrderMode(desk, db, new EntryForm(db, TimeProvider.System)).EndAsync(await desk.All<StationMode>().SingleAsync(m => m.Id == mode), default));

    public Task SayAsync(DateTimeOffset at, Guid mode, bool yes) => AsAsync(Role.StationKeeper, at, async (desk, db) =>
        await new AnswerMode(desk, db, city.House.House.Database).RunAsync(await StationAsync(desk), mode, yes, default));

    /// <summary>The officer's own closing, from an instant until an instant.</summary>
    public Task CloseAsync(DateTimeOffset at, DateTimeOffset until) => AsAsync(Role.DistrictOfficer, at, async (desk, db) =>
        await new AnswerForStation(desk, db).ChangeAsync(await StationAsync(desk), ChangeKind.Closed, "盘点", at.UtcDateTime, until.UtcDateTime, default));

    /// <summary>As the map knows it.</summary>
    public async Task<Opening> OpeningAsync(DateTimeOffset at) => (await city.PlaceAsync(slug)).OpeningAt(at, WorkingCalendar.China);

    public async Task<OpenState> StateAsync(DateTimeOffset at) => (await OpeningAsync(at)).State;

    public async Task<string?> WarningAsync(DateTimeOffset at) => new PlaceCard(await city.PlaceAsync(slug), await OpeningAsync(at), null, at).Warning;

    /// <summary>What runs at an instant besides longer hours, by kind.</summary>
    public Task<string> RunningAsync(DateTimeOffset at) => city.AskAsync<string>(
        $"SELECT coalesce(string_agg(e.kind, ' ' ORDER BY e.kind), '') FROM station_exceptions e JOIN stations s ON s.id = e.station_id WHERE s.slug = '{slug}' AND e.kind <> 'open' AND e.from_at <= '{at:O}' AND e.until_at > '{at:O}'");

    Task<Station> StationAsync(Desk desk) => desk.All<Station>().SingleAsync(s => s.Slug == slug);

    async Task AsAsync(Role role, DateTimeOffset at, Func<Desk, WaystationDb, Task> act)
    {
        var place = await city.PlaceAsync(slug);
        var (account, post) = (await city.AskAsync<Guid>("SELECT account_id FROM posts LIMIT 1"), await city.AskAsync<Guid>("SELECT id FROM posts LIMIT 1"));
        var reach = role is Role.StationKeeper ? Reach.AtStation(place.UnionId, place.Id) : Reach.Of([place.UnionId]);
        var caller = new Caller(Guid.NewGuid(), account, AccountKind.Keeper, "", null, null, null, Guid.NewGuid(), new(post, role, place.UnionId, "", false, reach, role is Role.StationKeeper ? place.Id : null));
        await using var db = city.House.House.Database.NewContext(reach, caller.Actor);
        await act(new Desk(caller, db, new StoppedClock(at)), db);
    }
}
