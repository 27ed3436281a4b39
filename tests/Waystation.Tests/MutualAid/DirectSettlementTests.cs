using Waystation.Data;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MutualAid;

public class DirectSettlementTests
{
    const InsuredFacts All = InsuredFacts.InService | InsuredFacts.UnitRemits | InsuredFacts.MedicalInsurance | InsuredFacts.HoldsCard | InsuredFacts.CardWorks;

    static readonly Rules rules = Rules.Read(DataFolder.At(Path.GetTempPath()), Rooms.RuleKinds);
    static readonly DirectSettlement plan = new(rules.On<AidPlan>(AidPlan.NuanHuzhu, new(2020, 12, 31)));

    static MedicalLine Visit(string serial, decimal yuan, int day = 1) => new(serial, false, new DateOnly(2020, 1, 1).AddDays(day), Money.Yuan(yuan).Fen);

    static MedicalLine Stay(string serial, decimal yuan, int day = 1) => new(serial, true, new DateOnly(2020, 1, 1).AddDays(day), Money.Yuan(yuan).Fen);

    static Decision Decided(params MedicalLine[] lines) => plan.Decide(lines, All, Money.Zero, Money.Zero);

    [Fact]
    public void Whoever_is_not_eligible_is_told_every_reason_and_gets_nothing()
    {
        var decision = plan.Decide([Visit("1", 5000)], InsuredFacts.MedicalInsurance, Money.Zero, Money.Zero);

        Assert.Equal(["aid.not-in-service", "aid.unit-does-not-remit", "aid.no-card"], decision.Reasons.Select(r => r.Key));
        Assert.Equal((false, Money.Zero, Money.Zero), (decision.IsEligible, decision.Pay, decision.Overpaid));
    }

    [Fact]
    public void A_card_that_takes_no_money_is_no_reason_against_the_decision() =>
        Assert.Equal("640.00", plan.Decide([Visit("1", 5000)], All & ~InsuredFacts.CardWorks, Money.Zero, Money.Zero).Pay.ToString());

    [Theory]
    [InlineData(5000, "640.00")]
    [InlineData(1800, "0.00")]
    [InlineData(1800.02, "0.00")]
    [InlineData(1800.03, "0.01")]
    [InlineData(1799.99, "0.00")]
    public void Outpatient_is_a_fifth_of_the_year_above_1800(decimal yuan, string pay) => Assert.Equal(pay, Decided(Visit("1", 1000), Visit("2", yuan - 1000)).Pay.ToString());

    [Fact]
    public void The_first_stay_of_the_year_has_the_higher_deductible_whatever_order_the_lines_come_in()
    {
        Assert.Equal("340.00", Decided(Stay("9", 3000)).Pay.ToString());
        Assert.Equal("610.00", Decided(Stay("2", 2000, day: 40), Stay("1", 3000, day: 5)).Pay.ToString());
        Assert.Equal(["2020-01-06", "2020-02-10"], Decided(Stay("2", 2000, day: 40), Stay("1", 3000, day: 5)).Lines.Select(l => $"{l.On:yyyy-MM-dd}"));
    }

    [Fact]
    public void A_stay_below_its_deductible_or_corrected_to_nothing_is_still_the_first() =>
        Assert.Equal("270.00", Decided(Stay("1", 0), Stay("2", 2000, day: 30)).Pay.ToString());

    [Fact]
    public void What_was_paid_is_taken_off_and_what_was_paid_too_much_is_remembered()
    {
        Assert.Equal("40.00", plan.Decide([Visit("1", 5000)], All, Money.Yuan(600), Money.Zero).Pay.ToString());
        Assert.Equal("10.00", plan.Decide([Visit("1", 5000)], All, Money.Yuan(600), Money.Yuan(30)).Pay.ToString());
        Assert.Equal("60.00", plan.Decide([Visit("1", 5000)], All, Money.Yuan(700), Money.Zero).Overpaid.ToString());
    }

    [Fact]
    public void The_worker_reads_why_it_is_340_and_not_400()
    {
        var decision = Decided(Stay("1", 3000, day: 4));

        Assert.Equal("2020-01-05 入院（当年第一次）：自付一 3,000.00 元，减去起付线 1,300.00 元，余 1,700.00 元 × 20% = 340.00 元", decision.Lines.Single().InWords().In(Words.Chinese));
        Assert.Equal("Stay from 2020-01-05 (the first of the year): own share 3,000.00, less the deductible of 1,300.00, leaves 1,700.00; 20 % of it is 340.00 yuan", decision.Lines.Single().InWords().In(Words.English));
        Assert.Equal("本次给付 340.00 元", decision.Outcome().In(Words.Chinese));
    }

    [Theory]
    [InlineData(1, 60, 1)]
    [InlineData(5, 65, 3)]
    [InlineData(10, 65, 7)]
    [InlineData(30, 65, 20)]
    [InlineData(5, 90, 5)]
    [InlineData(15, 90, 14)]
    [InlineData(2, 20, 0)]
    [InlineData(3, 20, 1)]
    public void Half_a_fen_counts_up(long fen, int percent, long expected) => Assert.Equal(expected, new Money(fen).Percent(percent).Fen);
}
