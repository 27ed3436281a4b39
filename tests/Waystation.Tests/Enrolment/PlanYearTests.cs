using Waystation.MutualAid;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Enrolment;

public sealed class PlanYearTests : IDisposable
{
    readonly DirectoryInfo root = Directory.CreateTempSubdirectory("waystation-years-");
    readonly Rules rules;

    public PlanYearTests() => rules = Rules.Read(Data.DataFolder.At(root.FullName), Rooms.RuleKinds);

    public void Dispose() => root.Delete(recursive: true);

    [Fact]
    public void A_plan_of_the_federation_and_a_year_that_begins_on_another_day_are_refused()
    {
        Assert.Equal("enrolment.federation-pays", Assert.Throws<Refusal>(() => PlanYear.Of(rules, AidPlan.NuanHuzhu, new(2026, 1, 1))).Sentence.Key);
        Assert.Equal("enrolment.no-such-year", Assert.Throws<Refusal>(() => PlanYear.Of(rules, "womens-illness", new(2026, 1, 1))).Sentence.Key);
    }

    [Theory]
    [InlineData("2025-12-31", "2026-01-01")]
    [InlineData("2026-01-01", "2026-01-02")]
    [InlineData("2026-11-22", "2026-11-23")]
    public void Who_joins_late_takes_part_from_the_next_day(string settled, string from) =>
        Assert.Equal(DateOnly.Parse(from), PlanYear.Of(rules, "accident", new(2026, 1, 1)).From(DateOnly.Parse(settled)));

    [Fact]
    public void Open_are_the_year_that_runs_and_the_next_and_on_its_last_day_only_the_next()
    {
        Assert.Equal(["2026-01-01", "2027-01-01"], Begins(new(2026, 11, 22), "accident"));
        Assert.Equal(["2026-05-01", "2027-05-01"], Begins(new(2026, 11, 22), "womens-illness"));
        Assert.Equal(["2027-01-01"], Begins(new(2026, 12, 31), "accident"));
        Assert.Empty(Begins(new(2026, 11, 22), AidPlan.NuanHuzhu));
    }

    [Fact]
    public void Who_is_new_and_late_is_told_where_the_whole_year_is_waiting()
    {
        var year = PlanYear.Of(rules, "critical-illness", new(2026, 1, 1));

        Assert.Equal((false, true), (year.IsAllWaiting(new(2026, 7, 4)), year.IsAllWaiting(new(2026, 7, 5))));
        Assert.False(PlanYear.Of(rules, "accident", new(2026, 1, 1)).IsAllWaiting(new(2026, 12, 31)));
    }

    [Theory]
    [InlineData("2026-05-01", 12, 2500)]
    [InlineData("2026-05-02", 12, 2500)]
    [InlineData("2026-06-01", 11, 2292)]
    [InlineData("2026-11-22", 6, 1250)]
    [InlineData("2027-04-30", 1, 208)]
    public void By_the_month_the_one_begun_is_paid_whole_and_half_a_fen_counts_up(string from, int months, long fen)
    {
        var whole = PlanYear.Of(rules, "womens-illness", new(2026, 5, 1));
        var price = whole.Plan.Price! with { Late = LatePrice.MonthsLeft };
        var byMonth = whole with { Rule = new() { Id = whole.Rule.Id, Title = whole.Rule.Title, EffectiveFrom = whole.Rule.EffectiveFrom, EffectiveTo = null, Scope = RuleVersion.City, Source = whole.Rule.Source, Reliability = whole.Rule.Reliability, Value = whole.Plan with { Price = price } } };

        Assert.Equal(12, whole.Months(DateOnly.Parse(from)));
        Assert.Equal((months, fen), (byMonth.Months(DateOnly.Parse(from)), byMonth.Premium(Money.Yuan(25), months).Fen));
    }

    [Theory]
    [InlineData("HZ10000019")]
    [InlineData("10000082")]
    [InlineData("HZ")]
    [InlineData("x")]
    public void A_number_with_a_slip_of_the_finger_pays_nobodys_bill(string typed)
    {
        Assert.Equal("enrolment.no-such-number", Assert.Throws<Refusal>(() => PremiumNumber.Read(typed)).Sentence.Key);
        Assert.Equal(1_000_001, PremiumNumber.Read($" {PremiumNumber.Of(1_000_001).ToLowerInvariant()} "));
    }

    string[] Begins(DateOnly today, string plan) => [.. PlanYear.Open(rules, today).Where(y => y.Rule.Id == plan).Select(y => $"{y.BeginsOn:yyyy-MM-dd}")];
}
