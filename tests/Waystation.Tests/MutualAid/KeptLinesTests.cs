using Microsoft.Extensions.DependencyInjection;
using Waystation.Data;
using Waystation.MyData;
using Waystation.Rulebook;
using static Waystation.MutualAid.AidWorld;

namespace Waystation.MutualAid;

public sealed class KeptLinesTests
{
    const string Anna = "110101196506104988";

    [Fact]
    public async Task Lines_go_by_whole_years_after_their_time_decisions_stay_and_a_year_without_lines_is_not_made_again()
    {
        await using var house = await TestHouse.NewAsync();
        await using var world = In(house);
        await world.RegisterAsync((Anna, "正常"));
        foreach (var (quarter, day) in (IEnumerable<(string, string)>)[("2020Q1", "2020-01-05"), ("2020Q4", "2020-11-05"), ("2021Q1", "2021-01-05")])
            await world.SettleAsync(quarter, world.LinesOf(Line($"T{quarter}", Anna, "5000", on: day)));
        var retention = house.Services.GetRequiredService<CarryOutRetention>();
        async Task<long?> RunAsync(DateTimeOffset now, bool dryRun = false) => (await retention.RunAsync(now, dryRun, default)).Single(k => k.Rule.Id == Retention.MedicalLines).Count;

        Assert.Equal(0, await RunAsync(new(2025, 12, 31, 3, 0, 0, TimeSpan.Zero)));
        Assert.Equal(2, await RunAsync(new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero), dryRun: true));
        Assert.Equal(2, await RunAsync(new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero)));

        Assert.Equal("20211", await world.AskAsync<string>("SELECT string_agg(quarter::text, ',') FROM medical_lines"));
        Assert.Equal(3L, await world.AskAsync<long>("SELECT count(*) FROM aid_decisions"));
        var replayed = await new ReplayDecisions(world.House, RulesOf(world.House)).RunAsync(default);
        Assert.Equal([("2021Q1", 0)], replayed.Select(q => (q.Quarter.ToString(), q.Differing)));
        Assert.Empty((await world.VerifyAsync()).Findings);
    }
}
