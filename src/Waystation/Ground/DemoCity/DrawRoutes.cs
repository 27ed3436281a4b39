using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Geography;
using Waystation.Logbook;
using Waystation.Places;
using Waystation.ShiftRoutes;

namespace Waystation.DemoCity;

/// <summary>A shift route past the stations of the shown street, and toilets around them that do not exist. Passed over where it was done.</summary>
sealed class DrawRoutes(House house, TimeProvider clock)
{
    const int Toilets = 40, Passed = 7;
    const double Around = 0.004;
    static readonly string[] hours = ["24小时", "5:00-23:00", "6:00-22:00"];

    public async Task RunAsync(CancellationToken ct)
    {
        var officer = await new DemoCallers(house, clock).OfficerAsync(Role.SubdistrictOfficer, ct);
        await using var db = house.Database.NewContext(officer.Post!.Reach, officer.Actor);
        var desk = new Desk(officer, db, clock);
        if (await desk.All<ShiftRoute>().AnyAsync(ct)) return;

        var places = await desk.All<Station>().AsNoTracking().Where(s => s.Status == StationStatus.Active && s.Stage == null && s.Lat != null).OrderBy(s => s.Code).Take(Passed).Select(s => new Position(s.Lat!.Value, s.Lon!.Value)).ToListAsync(ct);
        if (places.Count < 2) return;

        await Csv.UseAsync("示意公厕登记表.csv", "编号,名称,地址,经度,纬度,坐标系,开放时间,无障碍,状态", Rows(places), sheet => new ImportToilets(house.Database, clock).RunAsync(sheet, ct: ct), ct);
        await new LogLine(Actor.Command, Did.ImportedToilets, clock.GetUtcNow(), Amount: Toilets).WriteAsync(house.Database.Source, ct);
        await new DrawRoute(desk).RunAsync("早班清扫路线（示意）", new([.. places.OrderBy(p => p.Lon)]), ShiftRoute.Usual, null, ct);
    }

    static IEnumerable<string> Rows(IReadOnlyList<Position> places)
    {
        var dice = Dice.For("toilets");
        for (var number = 1; number <= Toilets; number++)
        {
            var near = places[number % places.Count];
            var (lat, lon) = (near.Lat + (dice.Share() * 2 - 1) * Around, near.Lon + (dice.Share() * 2 - 1) * Around);
            yield return string.Create(CultureInfo.InvariantCulture, $"示意-{number:000},示意公厕{number}号,示意路{number}号旁,{lon:0.000000},{lat:0.000000},WGS-84,{dice.One(hours)},{(dice.Happens(0.6) ? "有" : "无")},{(dice.Happens(0.1) ? "改造" : "开放")}");
        }
    }
}
