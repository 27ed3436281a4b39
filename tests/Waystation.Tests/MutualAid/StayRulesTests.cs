using Waystation.Data;
using Waystation.Rulebook;
using Waystation.Shared;
using static Waystation.MutualAid.AidWorld;

namespace Waystation.MutualAid;

/// <summary>Switches that are off until a city has verified them.</summary>
public sealed class StayRulesTests
{
    const InsuredFacts All = InsuredFacts.InService | InsuredFacts.UnitRemits | InsuredFacts.MedicalInsurance | InsuredFacts.HoldsCard | InsuredFacts.CardWorks;
    const string Anna = "110101196506104988";

    static readonly RuleVersion<AidPlan> delivered = Rules.Read(DataFolder.At(Path.GetTempPath()), Rooms.RuleKinds).On<AidPlan>(AidPlan.NuanHuzhu, new(2020, 12, 31));

    static MedicalLine Stay(string serial, int day, int left, decimal yuan, bool observation = false) =>
        new(serial, true, new DateOnly(2020, 1, 1).AddDays(day), Money.Yuan(yuan).Fen, new DateOnly(2020, 1, 1).AddDays(left), observation);

    static string Pay(StayRules? rules, params MedicalLine[] lines) => new DirectSettlement(new()
    {
        Id = delivered.Id, Title = delivered.Title, EffectiveFrom = delivered.EffectiveFrom, EffectiveTo = null, Scope = delivered.Scope, Source = delivered.Source, Reliability = delivered.Reliability,
        Value = delivered.Value with { StayRules = rules },
    }).Decide(lines, All, Money.Zero, Money.Zero).Pay.ToString();

    [Fact]
    public void As_delivered_every_switch_is_off()
    {
        Assert.False(delivered.Value.StayRules!.IsOn);
        Assert.Contains("stayRules", delivered.Value.Unverified);
        Assert.Equal("transferDays", new StayRules(TransferDays: -1).WrongField());
        // 340.00 for the first and 470.00 for the second.
        Assert.Equal("810.00", Pay(delivered.Value.StayRules, Stay("1", 0, 10, 3000), Stay("2", 11, 20, 3000)));
    }

    [Theory]
    [InlineData(11, "940.00")]
    [InlineData(12, "810.00")]
    public void A_transfer_within_its_days_is_one_stay_with_one_deductible(int admitted, string pay) =>
        Assert.Equal(pay, Pay(new(TransferDays: 1), Stay("1", 0, 10, 3000), Stay("2", admitted, 20, 3000)));

    [Theory]
    [InlineData(89, "940.00")]
    [InlineData(90, "810.00")]
    [InlineData(180, "680.00")]
    public void A_long_stay_counts_anew_after_its_days(int days, string pay) => Assert.Equal(pay, Pay(new(LongStayDays: 90), Stay("1", 0, days, 6000)));

    [Theory]
    [InlineData(7, "540.00")]
    [InlineData(8, "470.00")]
    public void Observation_goes_with_the_admission_that_follows(int days, string pay) =>
        Assert.Equal(pay, Pay(new(ObservationDays: 7), Stay("1", 0, days, 1000, observation: true), Stay("2", days, 30, 3000)));

    [Fact]
    public async Task A_line_of_observation_is_of_an_unknown_kind_until_the_rule_lets_it_in()
    {
        await using var world = await NewAsync();
        await world.RegisterAsync((Anna, "正常"));
        var file = world.LinesOf(Line("T1", Anna, "1000", kind: "留观", on: "2020-01-02", left: "2020-01-05"), Line("T2", Anna, "3000", kind: "住院", on: "2020-01-05", left: "2020-01-20"));
        Assert.Equal((1, Money.Yuan(340)), await FiguresAsync(RulesOf(world.House)));
        var own = Directory.CreateDirectory(Path.Combine(world.House.Folder.Root, "rulebook"));
        await File.WriteAllTextAsync(Path.Combine(own.FullName, "plan.json"), Delivered(AidPlan.NuanHuzhu, value => value["stayRules"]!["observationDays"] = 7));

        Assert.Equal((0, Money.Yuan(540)), await FiguresAsync(RulesOf(world.House)));

        async Task<(int, Money)> FiguresAsync(Rules rules)
        {
            var trial = await new SettleQuarter(world.House, rules).TryAsync(Order("2020Q1", file), default);
            return (trial.Figures.RefusedLines, trial.Figures.Total);
        }
    }
}
