using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Lives;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.DemoCity;

/// <summary>How many rest stations each street of the city is to have: what stands there, and in some streets one or two more; decided by the city's officer in one stroke.</summary>
sealed class PlanDistricts(House house, TimeProvider clock)
{
    const int DueInMonths = 13, MostMissing = 2;
    const double IsShort = 0.4;

    public async Task RunAsync(CancellationToken ct)
    {
        var caller = await new DemoCallers(house, clock).OfficerAsync(Role.CityOfficer, ct);
        await using var db = house.Database.NewContext(caller.Post!.Reach, caller.Actor);
        if (await db.Set<StationPlan>().AnyAsync(ct)) return;

        var desk = new Desk(caller, db, clock);
        var plan = new PlanStations(desk, db, new BranchStreets(house.Database.Source, desk));
        var typed = (await plan.ReadAsync(ct)).ToDictionary(s => s.Street.Code, s => (string?)Wanted(s).ToString(CultureInfo.InvariantCulture));
        await plan.SetAsync(typed, desk.Today.AddMonths(DueInMonths), "示意规划〔2026〕1号", ct);
    }

    static int Wanted(StreetCoverage street)
    {
        var dice = Dice.For($"plan-{street.Street.Code}");
        return Math.Max(1, street.Open + (dice.Happens(IsShort) ? 1 + dice.Below(MostMissing) : 0));
    }
}
