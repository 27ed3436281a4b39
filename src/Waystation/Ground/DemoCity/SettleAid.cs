using System.Globalization;
using Waystation.Data;
using Waystation.MutualAid;
using Waystation.Rulebook;

namespace Waystation.DemoCity;

/// <summary>Two quarters of the direct settlement for some of the city's people, through the operations of the command line: a register, the medical insurance's lines, the runs.</summary>
sealed class SettleAid(House house, Rules rules)
{
    const int Insured = 2_000;
    static readonly string[] hospitals = ["门诊", "门诊", "门诊", "门诊", "住院"];

    public async Task RunAsync(CityPlan plan, IReadOnlyList<PlannedMember> people, Action<long, long?> tell, CancellationToken ct)
    {
        var last = Before(Before(new Quarter(plan.Season.Last.Year * 10 + (plan.Season.Last.Month + 2) / 3)));
        var insured = people.Where((_, i) => i % Math.Max(1, people.Count / Insured) == 0).Take(Insured).ToList();
        // A making that was killed goes on: the same file again is the same run, but no register comes in while one is open.
        await using var any = house.Database.Source.CreateCommand("SELECT EXISTS (SELECT FROM aid_settlements)");
        if (await any.ExecuteScalarAsync(ct) is false)
            await Csv.UseAsync("示意登记册.csv", InsuredForm.Header, insured.Select(Row), file => new ImportInsured(house).RunAsync(file, dryRun: false, Actor.Command, tell, ct), ct);
        foreach (var quarter in (Quarter[])[last, After(last)])
            await Csv.UseAsync($"示意医保明细-{quarter}.csv", LineForm.Header, Lines(insured, quarter), file => new SettleQuarter(house, rules).RunAsync(new(quarter, file, Path.GetFileName(file), Actor.Command, tell), ct), ct);
    }

    /// <summary>One in forty has a card that takes no money.</summary>
    static string Row(PlannedMember one, int i) =>
        $"{one.Number},{one.Name},{Card(one)},{(i % 40 == 7 ? "已注销" : "正常")},{one.Union.Street.Federation},{(one.IsRetained ? "否" : "是")},是,是";

    static string Card(PlannedMember one) => $"6217{one.Number[6..17]}";

    static IEnumerable<string> Lines(IReadOnlyList<PlannedMember> people, Quarter quarter)
    {
        var dice = Dice.For($"aid {quarter}");
        var days = quarter.EndsOn.DayNumber - quarter.EndsOn.AddMonths(-3).DayNumber;
        foreach (var (i, one) in people.Index())
            for (var line = dice.Below(4); line > 0; line--)
            {
                var (kind, on) = (dice.One(hospitals), quarter.EndsOn.AddDays(-dice.Below(days)));
                var left = kind == "住院" ? on.AddDays(1 + dice.Below(12)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
                var own = kind == "住院" ? 900 + dice.Below(9_000) : 120 + dice.Below(2_600);
                yield return string.Create(CultureInfo.InvariantCulture, $"D{quarter.Code}-{i}-{line},{one.Number},{Card(one)},{kind},{on:yyyy-MM-dd},{left},{own}.{dice.Below(100):00},0.00");
            }
    }

    static Quarter Before(Quarter quarter) => quarter.Number == 1 ? new(quarter.Code - 7) : new(quarter.Code - 1);

    static Quarter After(Quarter quarter) => quarter.Number == 4 ? new(quarter.Code + 7) : new(quarter.Code + 1);
}
