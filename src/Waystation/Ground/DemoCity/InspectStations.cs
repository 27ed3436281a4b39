using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Keepers;
using Waystation.Lives;
using Waystation.Modes;
using Waystation.Pictures;
using Waystation.Places;
using Waystation.Rounds;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.DemoCity;

/// <summary>
/// A round over the shown street's stations, opened yesterday morning and half done, and longer hours that its district asks for in this season, to which one keeper
/// has said yes, one no, and one nothing yet. Passed over where it was done.
/// </summary>
sealed class InspectStations(House house, TimeProvider clock)
{
    const int MostVisits = 12, MinutesEach = 20;
    static readonly TimeOnly begins = new(9, 0);

    readonly DemoCallers callers = new(house, clock);
    readonly Rules rules = Rules.Read(house.Folder, Rooms.RuleKinds);

    public async Task RunAsync(CancellationToken ct)
    {
        var street = await callers.OfficerAsync(Role.SubdistrictOfficer, ct);
        await using var db = house.Database.NewContext(street.Post!.Reach, street.Actor);
        var keepers = await db.Set<StationKeeper>().AsNoTracking().Where(k => k.WithdrawnAt == null).OrderBy(k => k.StationId).ToListAsync(ct);
        await OpenAsync(street, ct);
        await VisitAsync(street, [.. keepers.Select(k => k.StationId)], ct);
        await MendAsync(keepers, ct);
        await AskForLongerHoursAsync(keepers, ct);
    }

    /// <summary>Yesterday at nine.</summary>
    TimeProvider Yesterday => new Earlier(clock, clock.GetUtcNow() - TimeZoneInfo.ConvertTimeToUtc(City.Today(clock).AddDays(-1).ToDateTime(begins), City.Zone));

    async Task OpenAsync(Caller street, CancellationToken ct)
    {
        await using var db = house.Database.NewContext(street.Post!.Reach, street.Actor);
        var desk = new Desk(street, db, Yesterday);
        if (await desk.All<RoundStop>().AnyAsync(ct)) return;

        var draft = new RoundDraft(street.Post.UnionId, "站点回访自查（示意）", Announced: true, desk.Today, desk.Today.AddDays(6), new Dictionary<Guid, int> { [street.AccountId] = 1 });
        await new OpenRound(desk, db, new BranchStreets(house.Database.Source, desk), WorkingCalendar.China, new(db, clock)).RunAsync(draft, ct);
    }

    /// <summary>The first half of the way, and the stations that have a keeper.</summary>
    async Task VisitAsync(Caller street, IReadOnlyList<Guid> kept, CancellationToken ct)
    {
        await using var look = house.Database.NewContext(street.Post!.Reach, street.Actor);
        var stops = await look.Set<RoundStop>().AsNoTracking().OrderBy(s => s.Team).ThenBy(s => s.OnDay).ThenBy(s => s.Place).ToListAsync(ct);
        var chosen = stops.Where((stop, i) => i < Math.Min(MostVisits, stops.Count / 2) || kept.Contains(stop.StationId)).ToList();
        foreach (var (i, stop) in chosen.Index())
            if (!await look.Set<RoundVisit>().AnyAsync(v => v.RoundId == stop.RoundId && v.StationId == stop.StationId, ct)) await DeliverAsync(street, stop, i, WrongAt(i, kept.Contains(stop.StationId)), ct);
    }

    static string WrongAt(int nth, bool isKept) => isKept ? "clean" : nth % 4 == 1 ? "water" : "";

    async Task DeliverAsync(Caller street, RoundStop stop, int nth, string wrong, CancellationToken ct)
    {
        await using var db = house.Database.NewContext(street.Post!.Reach, street.Actor);
        var desk = new Desk(street, db, clock);
        var checklists = new DrawUpChecklists(house.Database.Source, rules, clock);
        var station = await desk.All<Station>().AsNoTracking().SingleAsync(s => s.Id == stop.StationId, ct);
        var (id, list) = await checklists.ForAsync(station, ct);
        var answers = list.Items.Select(item => item.Id == wrong ? new Answered(item.Id, Answer.Fault, "示意") : new Answered(item.Id, Answer.Fit)).ToList();
        var report = new VisitReport(stop.RoundId, stop.StationId, id, Yesterday.GetUtcNow().AddMinutes((nth + 1) * MinutesEach), answers, nth % 5 == 4 ? Agreed.Refused : Agreed.Agreed, Lat: station.Lat, Lon: station.Lon, Accuracy: station.Lat is null ? null : 15, Met: "店员");
        await new DeliverVisit(desk, db, house.Vault, checklists, new TakeEffect(desk, db, WorkingCalendar.China)).RunAsync(Guid.CreateVersion7(), report, ct);
    }

    /// <summary>One keeper has done what the round asked for; it waits for somebody else's look.</summary>
    async Task MendAsync(IReadOnlyList<StationKeeper> keepers, CancellationToken ct)
    {
        if (keepers.Count < 2) return;

        var keeper = await callers.KeeperAsync(keepers[1], ct);
        await using var db = house.Database.NewContext(keeper.Post!.Reach, keeper.Actor);
        var desk = new Desk(keeper, db, clock);
        if (await desk.All<Fault>().FirstOrDefaultAsync(f => f.Item == "clean" && f.State == FaultState.Open, ct) is not { } fault) return;

        var photos = new KeepFormPhoto(new KeepPicture(house.Database, new PictureFiles(house.Folder, house.Database.Source), new ShrinkPicture(NullLogger<ShrinkPicture>.Instance), clock));
        await new MendFaults(desk, db, photos).MendAsync(fault, "已打扫干净", FormPhoto.None, ct);
    }

    async Task AskForLongerHoursAsync(IReadOnlyList<StationKeeper> keepers, CancellationToken ct)
    {
        var district = await callers.OfficerAsync(Role.DistrictOfficer, ct);
        await using var db = house.Database.NewContext(district.Post!.Reach, district.Actor);
        var desk = new Desk(district, db, clock);
        if (await desk.All<StationMode>().AnyAsync(ct)) return;

        await new OrderMode(desk, db, new(db, clock)).RunAsync(new(desk.Today.Month switch { >= 6 and <= 9 => ModeKind.Heat, 12 or <= 2 or 11 => ModeKind.Cold, _ => ModeKind.Storm }, desk.Today, desk.Today.AddDays(6), new(7, 0), new(22, 0)), ct);
        var mode = await desk.All<StationMode>().SingleAsync(ct);
        foreach (var (i, keeper) in keepers.Take(2).Index()) await AnswerAsync(keeper, mode.Id, yes: i == 0, ct);
    }

    async Task AnswerAsync(StationKeeper of, Guid mode, bool yes, CancellationToken ct)
    {
        var keeper = await callers.KeeperAsync(of, ct);
        await using var db = house.Database.NewContext(keeper.Post!.Reach, keeper.Actor);
        var desk = new Desk(keeper, db, clock);
        await new AnswerMode(desk, db, house.Database).RunAsync(await desk.All<Station>().SingleAsync(ct), mode, yes, ct);
    }
}
