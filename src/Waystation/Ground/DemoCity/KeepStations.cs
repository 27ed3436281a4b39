using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Hours;
using Waystation.Keepers;
using Waystation.Places;
using Waystation.Rulebook;
using Waystation.Shared;
using Waystation.Visits;

namespace Waystation.DemoCity;

/// <summary>
/// Keepers of the shown street's first stations, who came there in four weeks, and the umbrellas they lent: by the operations that officers and
/// keepers use. A making that was killed goes on here with new PINs, because nobody has read the old ones.
/// </summary>
sealed class KeepStations(House house, TimeProvider clock)
{
    const int Kept = 3, Days = 28, Umbrellas = 8;

    static readonly string[] names = ["小王", "刘姐", "阿明"];

    readonly Dice dice = Dice.For("stations kept");

    public async Task RunAsync(CancellationToken ct)
    {
        var officer = await new DemoCallers(house, clock).OfficerAsync(Role.SubdistrictOfficer, ct);
        await using var db = house.Database.NewContext(officer.Post!.Reach, officer.Actor);
        var desk = new Desk(officer, db, clock);
        var stations = await desk.All<Station>().Where(s => s.Status == StationStatus.Active).OrderBy(s => s.Code).Take(Kept).ToListAsync(ct);
        List<string> told = [];
        foreach (var (i, station) in stations.Index())
        {
            var sheet = await PinAsync(desk, db, station, names[i], ct);
            told.Add(Words.Say("keepers.demo-one", station.Name, sheet.Code, sheet.Pin));
            await VisitsAsync(station, ct);
            await UmbrellasAsync(officer, station, ct);
        }

        await ShortenHoursAsync(stations[^1], ct);
        await DemoAccounts.AlsoTellAsync(house.Folder, told, ct);
    }

    async Task<PinSheet> PinAsync(Desk desk, WaystationDb db, Station station, string name, CancellationToken ct)
    {
        var source = house.Database.Source;
        var pins = new KeeperPins(desk, db, house.Vault, new Passwords(), new Sessions(source, clock), new Locks(source, clock), new Doors(desk));
        return await desk.All<StationKeeper>().FirstOrDefaultAsync(k => k.StationId == station.Id && k.WithdrawnAt == null, ct) is { } known
            ? await pins.RenewAsync(known, station, null, ct) : await pins.MakeAsync(station, name, ct);
    }

    /// <summary>One keeper closes earlier than was agreed: it holds, and the street has it on its list.</summary>
    async Task ShortenHoursAsync(Station station, CancellationToken ct)
    {
        await using var all = house.Database.NewContext();
        if (await all.Set<HoursChange>().AnyAsync(c => c.StationId == station.Id, ct)) return;

        var caller = await new DemoCallers(house, clock).KeeperAsync(await all.Set<StationKeeper>().FirstAsync(k => k.StationId == station.Id && k.WithdrawnAt == null, ct), ct);
        await using var db = house.Database.NewContext(caller.Post!.Reach, caller.Actor);
        var (own, week) = (await db.Set<Station>().SingleAsync(ct), new StationWeek(false, [.. Enumerable.Range(0, 7).Select(day => (IReadOnlyList<OpenSpan>)(day < 6 ? [new OpenSpan(9 * 60, 18 * 60)] : []))], OnHolidays.Closed, []));
        await new PostHours(new Desk(caller, db, clock), db, WorkingCalendar.China).RunAsync(own, week, own.OpeningHoursText, "晚上没有人值守", ct);
    }

    async Task VisitsAsync(Station station, CancellationToken ct)
    {
        var tally = new Tally(house.Database.Source, clock);
        if ((await tally.DaysAsync(station.Id, Days, ct)).Any(day => day.All > 0)) return;

        var midnight = City.MidnightOf(City.Today(clock));
        for (var back = 1; back < Days; back++)
            foreach (var hour in new[] { 8, 12, 15, 17 }) await tally.AddAtAsync(station.Id, midnight.AddDays(-back).AddHours(hour), 1 + dice.Below(7), ct);
    }

    /// <summary>Some were lent today, and one so long ago that it should be back.</summary>
    async Task UmbrellasAsync(Caller officer, Station station, CancellationToken ct)
    {
        foreach (var (day, tags) in new[] { (12, new[] { "1" }), (0, ["2", "5"]) })
        {
            await using var db = house.Database.NewContext(officer.Post!.Reach, officer.Actor);
            var desk = new Desk(officer, db, new Earlier(clock, TimeSpan.FromDays(day)));
            var lend = new LendUmbrellas(desk, db, new(db, clock), house.Database, Rules.Read(house.Folder, Rooms.RuleKinds), WorkingCalendar.China, house.Vault);
            if (!await desk.All<Umbrella>().AnyAsync(u => u.HomeId == station.Id, ct)) await lend.AddAsync(station, Umbrellas, ct);
            if (await desk.All<UmbrellaLoan>().AnyAsync(l => l.StationId == station.Id && l.LentAt >= desk.Now.AddDays(-1), ct)) continue;
            foreach (var tag in tags) await lend.LendAsync(station, tag, null, ct);
        }
    }
}
