using System.Globalization;
using Waystation.Members;

namespace Waystation.DemoCity;

/// <summary>
/// The people of the plan, one after another and the same each time. Their numbers have the right check digit and begin with areas
/// that do not exist (…99); their phones are one row of 1990000xxxx, to which the demo sends nothing.
/// </summary>
sealed class Population(CityPlan plan)
{
    const int YoungestAtJoining = 19, OldestToday = 59;
    const double JoinedThisYear = 0.15, ChangedUnion = 0.009, Retained = 0.012;

    static readonly string[] areas = ["110199", "130199", "410199", "370199", "140199", "230199", "340199", "420199", "610199", "510199"];
    static readonly string[] educations = ["初中", "高中", "中专", "大专", "大学本科", "小学", "研究生"];

    readonly Dice dice = Dice.For("people");
    readonly UnitNames shops = new();
    readonly HashSet<string> given = [];
    int written;

    public IEnumerable<PlannedMember> All()
    {
        for (var place = 0; place < plan.Unions.Count; place++)
            for (var i = 0; i < plan.Unions[place].Members; i++)
                yield return Next(plan.Unions[place], place);
    }

    PlannedMember Next(PlannedUnion union, int place)
    {
        var joined = JoinedOn(union);
        var man = dice.Happens(0.62);
        var born = BornOn(joined);
        var number = Number(born, man);
        var phone = string.Create(CultureInfo.InvariantCulture, $"1990{written:0000000}");
        var leavesFor = joined < plan.Season.First ? NextUnion(union, place) : null;
        var leavesOn = plan.Season.Day(dice);
        return new(union, PersonNames.Next(dice, man), man, number, born, phone, union.Unit ?? shops.Any(union.Trade).Replace("有限公司", "经营部", StringComparison.Ordinal),
            joined, dice.EarlyOne(educations), dice.Happens(0.55), dice.Happens(Retained), leavesFor, leavesOn);
    }

    DateOnly JoinedOn(PlannedUnion union)
    {
        if (union.FoundedOn is { } founded) return plan.Season.Day(dice, founded);
        if (!union.IsQuiet && dice.Happens(JoinedThisYear)) return plan.Season.Day(dice);

        // More of them in the last years than long ago.
        return plan.Season.First.AddDays(-1 - (int)(Math.Pow(dice.Share(), 1.8) * 6_000));
    }

    DateOnly BornOn(DateOnly joined)
    {
        var today = plan.Season.Last;
        var (latest, earliest) = (joined.AddYears(-YoungestAtJoining), today.AddYears(-OldestToday));
        return latest.AddDays(-(int)(Math.Pow(dice.Share(), 1.3) * (latest.DayNumber - earliest.DayNumber)));
    }

    string Number(DateOnly born, bool man)
    {
        var area = areas[written++ % areas.Length];
        for (var order = dice.Below(500) * 2 + (man ? 1 : 0); ; order = (order + 2) % 1_000)
        {
            var first = string.Create(CultureInfo.InvariantCulture, $"{area}{born:yyyyMMdd}{order:000}");
            if (given.Add(first)) return first + IdentityDocument.CheckDigit(first);
        }
    }

    /// <summary>Somebody who found other work goes to the next union of the district that can take them.</summary>
    PlannedUnion? NextUnion(PlannedUnion from, int place)
    {
        if (!from.IsUnit || from.IsQuiet || !dice.Happens(ChangedUnion)) return null;

        return plan.Unions.Skip(place + 1).Take(60).FirstOrDefault(to => to.Street.DistrictCode == from.Street.DistrictCode && to is { IsUnit: true, IsQuiet: false, FoundedOn: null });
    }
}
