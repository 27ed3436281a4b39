using Waystation.Calendar;
using Waystation.Data;
using Waystation.MutualAid;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>What each plan owes, line by line; vectors from the sources of its parameters.</summary>
public class AdjudicationTests
{
    const InsuredFacts All = (InsuredFacts)31;

    static readonly Rules rules = Rules.Read(DataFolder.At(Path.GetTempPath()), Rooms.RuleKinds);
    static readonly TakesPart two = new(2, Money.Yuan(40), new(2026, 1, 1), new(2026, 12, 31), new(2026, 6, 30), false);
    static readonly DateOnly day = new(2026, 9, 1);

    [Theory]
    [InlineData(0, 3000, "1020.00")]
    [InlineData(0, 1300, "0.00")]
    [InlineData(1, 2000, "675.00")]
    [InlineData(1, 650, "0.00")]
    [InlineData(0, 20000, "8000.00")]
    [InlineData(1, 650.01, "0.01")]
    public void A_stay_by_shares_is_paid_above_its_deductible_up_to_the_stays_ceiling(int earlier, decimal own, string due) =>
        Assert.Equal(due, Decide("inpatient", Stay("inpatient", own), Facts(earlierStays: earlier)).Entitled.ToString());

    [Theory]
    [InlineData("2019-03-01", "2019-03-12", 0, "320.00")]
    [InlineData("2019-03-01", "2019-03-04", 0, "0.00")]
    [InlineData("2026-03-01", "2026-03-12", 0, "400.00")]
    [InlineData("2026-03-01", "2026-03-02", 0, "0.00")]
    [InlineData("2026-03-01", "2026-03-12", 175, "200.00")]
    [InlineData("2026-03-01", "2026-03-12", 180, "0.00")]
    public void Days_are_paid_by_the_rule_of_their_plan_year(string from, string to, int paid, string due)
    {
        var admitted = DateOnly.Parse(from);
        var part = two with { PricePerShare = Money.Yuan(60), BeginsOn = new(admitted.Year, 1, 1), EndsOn = new(admitted.Year, 12, 31), PaidFrom = new(admitted.Year, 1, 1) };

        var decided = Decide("inpatient-allowance", new("daily", admitted, DateOnly.Parse(to), Serial: "T1"), Facts(part) with { DaysPaid = paid, FiledOn = DateOnly.Parse(to) });

        Assert.Equal(due, decided.Entitled.ToString());
        Assert.Equal(due == "0.00", decided.Reasons.Count > 0);
    }

    [Theory]
    [InlineData(50_000, "20000.00")]
    [InlineData(50_001, "20000.60")]
    [InlineData(120_000, "66000.00")]
    [InlineData(250_000, "180000.00")]
    [InlineData(300_000, "180000.00")]
    public void Above_the_cap_goes_by_tiers_after_what_others_have_paid(decimal yuan, string due)
    {
        var declared = new ClaimEvent("above-cap", new(2025, 12, 31), Amount: Money.Yuan(yuan + 30_000), Employer: Money.Yuan(10_000), Social: Money.Yuan(15_000), Hardship: Money.Yuan(5_000));

        var decided = Decide(AidPlan.NuanHuzhu, declared, Facts() with { FiledOn = new(2026, 3, 31) });

        Assert.Equal(due, decided.Entitled.ToString());
        Assert.Contains("先扣除单位补充医疗已付 10,000.00 元", decided.Lines.Select(l => l.InWords().In(Words.Chinese)));
        Assert.Equal(Why.FiledLate, Decide(AidPlan.NuanHuzhu, declared, Facts() with { FiledOn = new(2026, 4, 1) }).Reasons.Single().Code);
        Assert.Equal(Why.FiledTooEarly, Decide(AidPlan.NuanHuzhu, declared, Facts() with { FiledOn = new(2025, 12, 31) }).Reasons.Single().Code);
    }

    [Fact]
    public void A_listed_illness_is_paid_by_shares_and_waits_unless_it_is_a_renewal()
    {
        var illness = new ClaimEvent("diagnosis", day, Case: "乳腺癌");
        var part = two with { BeginsOn = new(2026, 5, 1), EndsOn = new(2027, 4, 30), PaidFrom = new(2026, 10, 28) };

        Assert.Equal("30000.00", Decide("womens-illness", illness, Facts(part with { PaidFrom = new(2026, 5, 1), IsRenewal = true })).Entitled.ToString());
        Assert.Equal([new ClaimReason(Why.StillWaiting, new(2026, 10, 28))], Decide("womens-illness", illness, Facts(part)).Reasons);
        Assert.Equal(Why.NotListed, Decide("womens-illness", illness with { Case = "感冒" }, Facts(part with { PaidFrom = part.BeginsOn })).Reasons.Single().Code);
        Assert.Equal(Why.NotAWoman, Decide("womens-illness", illness, Facts(part with { PaidFrom = part.BeginsOn }) with { IsWoman = false }).Reasons.Single().Code);
        Assert.Equal("20000.00", Decide("critical-illness", new("diagnosis", day, Case: "肝癌"), Facts(two)).Entitled.ToString());
    }

    [Theory]
    [InlineData("2026-03-31", null, "waits")]
    [InlineData("2026-04-01", null, "500.00")]
    [InlineData("2026-06-29", 99999, "2000.00")]
    [InlineData("2026-06-29", 1200, "1200.00")]
    [InlineData("2026-06-30", null, "20000.00")]
    public void Within_the_band_a_fixed_sum_is_paid_while_the_benefit_waits(string diagnosed, int? set, string due)
    {
        var decided = Decide("critical-illness", new("diagnosis", DateOnly.Parse(diagnosed), Case: "肝癌"), Facts(two) with { Consolation = set is { } yuan ? Money.Yuan(yuan) : null });

        Assert.Equal(due, decided.Reasons.Count > 0 ? "waits" : decided.Entitled.ToString());
    }

    [Fact]
    public void The_same_disease_is_paid_once_and_one_event_by_one_benefit()
    {
        var paid = Facts(two) with { Earlier = [new("diagnosis", new(2026, 7, 1), "肝癌", Money.Yuan(20_000))], Used = [Money.Yuan(20_000)] };
        var accident = Facts(two with { PricePerShare = Money.Yuan(100), PaidFrom = two.BeginsOn, Shares = 1 }) with { Earlier = [new("disability", day, null, Money.Yuan(6_000))], Used = [Money.Yuan(6_000)] };

        Assert.Equal([new ClaimReason(Why.SameDisease, new(2026, 7, 1))], Decide("critical-illness", new("diagnosis", day, Case: "肝癌"), paid).Reasons);
        Assert.Equal("20000.00", Decide("critical-illness", new("diagnosis", day, Case: "肺癌"), paid).Entitled.ToString());
        Assert.Equal(Why.OneBenefitAnEvent, Decide("accident", new("death", day), accident).Reasons.Single().Code);
        Assert.Equal("54000.00", Decide("accident", new("death", day.AddDays(1)), accident).Entitled.ToString());
    }

    [Theory]
    [InlineData(26, 15_600, 1, "15600.00")]
    [InlineData(100, 60_000, 1, "60000.00")]
    [InlineData(100, 60_000, 10, "6000.00")]
    [InlineData(50, 30_000, 7, "12000.00")]
    public void An_accident_goes_by_the_tier_that_was_paid_for_and_the_degree(int price, decimal whole, int degree, string due)
    {
        var facts = Facts(two with { PricePerShare = Money.Yuan(price), Shares = 1, PaidFrom = two.BeginsOn });

        Assert.Equal(Money.Yuan(whole), Decide("accident", new("death", day), facts).Entitled);
        Assert.Equal(due, Decide("accident", new("disability", day, Degree: degree), facts).Entitled.ToString());
        Assert.Equal(Why.DegreeNotInTable, Decide("accident", new("disability", day, Degree: 11), facts).Reasons.Single().Code);
    }

    [Fact]
    public void Losses_at_home_are_paid_by_share_up_to_what_is_left_of_the_year()
    {
        Assert.Equal("1234.57", Decide("non-work-accident", new("fire", day, Amount: Money.Yuan(12_345.67m)), Facts()).Entitled.ToString());
        Assert.Equal("5000.00", Decide("non-work-accident", new("disability", day, Degree: 1), Facts()).Entitled.ToString());
        Assert.Equal("20000.00", Decide("non-work-accident", new("death", day), Facts()).Entitled.ToString());

        var nearly = Decide("non-work-accident", new("burst-pipe", day, Amount: Money.Yuan(50_000)), Facts() with { Used = [Money.Zero, Money.Zero, Money.Yuan(9_000)] });
        var all = Decide("non-work-accident", new("burst-pipe", day, Amount: Money.Yuan(50_000)), Facts() with { Used = [Money.Zero, Money.Zero, Money.Yuan(10_000)] });

        Assert.Equal("1000.00", nearly.Entitled.ToString());
        Assert.Contains("年度封顶 10,000.00 元，已用 9,000.00 元，还剩 1,000.00 元，按此计", nearly.Lines.Select(l => l.InWords().In(Words.Chinese)));
        Assert.Equal(Why.NothingLeft, all.Reasons.Single().Code);
    }

    [Fact]
    public void All_reasons_are_told_and_not_the_first()
    {
        var decided = Decide("womens-illness", new("diagnosis", day, Case: "感冒"), new(day.AddYears(3), true, false, InsuredFacts.None, IsWoman: false, Excluded: [0]));

        Assert.Equal([Why.NotAMember, Why.NotInService, Why.NotAWoman, Why.NotTakingPart, Why.Excluded, Why.NotListed], decided.Reasons.Select(r => r.Code));
        Assert.Contains("参加之前已患的疾病", decided.Reasons[4].InWords(rules.On<AidPlan>("womens-illness", day).Value).In(Words.Chinese));
        Assert.Equal((Money.Zero, Money.Zero), (decided.Entitled, decided.Pay));
    }

    [Fact]
    public void A_claim_out_of_its_time_is_told_so_by_app_and_at_all()
    {
        var stay = Stay("inpatient", 3000);
        var facts = Facts();

        Assert.Empty(Decide("inpatient", stay, facts with { ByApp = false, FiledOn = day.AddYears(2) }).Reasons);
        Assert.Equal(Why.FiledLate, Decide("inpatient", stay, facts with { ByApp = false, FiledOn = day.AddYears(2).AddDays(1) }).Reasons.Single().Code);
        Assert.Equal(Why.FiledLate, Decide("inpatient", stay, facts with { FiledOn = WorkingCalendar.China.AddWorkingDays(stay.EndedOn!.Value, 31) }).Reasons.Single().Code);
        Assert.Empty(Decide("inpatient", stay, facts with { FiledOn = WorkingCalendar.China.AddWorkingDays(stay.EndedOn!.Value, 30) }).Reasons);
    }

    [Fact]
    public void What_was_paid_on_the_claim_before_is_taken_off()
    {
        var more = Decide("inpatient", Stay("inpatient", 3000), Facts() with { PaidBefore = Money.Yuan(1_000) });
        var less = Decide("inpatient", Stay("inpatient", 3000), Facts() with { PaidBefore = Money.Yuan(2_000) });

        Assert.Equal(("1020.00", "20.00"), (more.Entitled.ToString(), more.Pay.ToString()));
        Assert.Equal("此前", more.Lines[^1].InWords().In(Words.Chinese)[4..6]);
        Assert.Equal(Money.Zero, less.Pay);
    }

    [Fact]
    public void What_the_facts_do_not_tell_asks_for_a_person()
    {
        Assert.True(Decide("inpatient", Stay("inpatient", 3000), Facts()).IsPlain);
        Assert.Equal([Doubt.AmountNotMatched], Decide("inpatient", Stay("inpatient", 3000), Facts() with { IsMatched = false }).Doubts);
        Assert.Equal([Doubt.SexUnknown, Doubt.Illness], Decide("womens-illness", new("diagnosis", day, Case: "乳腺癌"), Facts() with { IsWoman = null }).Doubts);
        Assert.Equal([Doubt.Accident], Decide("accident", new("death", day), Facts()).Doubts);
    }

    [Fact]
    public void Entitlement_never_falls_when_an_amount_rises_and_never_exceeds_a_ceiling()
    {
        var chance = new Random(7);
        for (var i = 0; i < 3_000; i++)
        {
            var (fen, more, used) = (chance.Next(0, 40_000_000), chance.Next(1, 2_000_000), new Money(chance.Next(0, 18_000_000)));
            foreach (var (plan, happened, most) in new[]
            {
                ("inpatient", new ClaimEvent("inpatient", day, day.AddDays(9), Serial: "T1"), 800_000L), (AidPlan.NuanHuzhu, new ClaimEvent("above-cap", new(2025, 12, 31)), Math.Max(0, 18_000_000 - used.Fen)),
                ("non-work-accident", new ClaimEvent("fire", day), Math.Max(0, 1_000_000 - used.Fen)),
            })
            {
                var facts = Facts() with { Used = [used, used, used], FiledOn = plan == AidPlan.NuanHuzhu ? new(2026, 2, 1) : day.AddDays(10) };
                var (low, high) = (Decide(plan, happened with { Amount = new(fen) }, facts).Entitled.Fen, Decide(plan, happened with { Amount = new(fen + more) }, facts).Entitled.Fen);
                Assert.True(low <= high && high <= most, $"{plan} {fen} + {more}, used {used}: {low}, {high}");
            }
        }
    }

    [Fact]
    public void Shares_of_beneficiaries_add_up_to_the_fen()
    {
        Assert.Equal([3334, 3333, 3333], PayClaim.Parts(new(10_000), [3334, 3333, 3333]).Select(p => p.Fen));
        var chance = new Random(11);
        for (var i = 0; i < 2_000; i++)
        {
            var (sum, one) = (new Money(chance.Next(1, 9_000_000)), chance.Next(1, 9_998));
            var two = chance.Next(1, 10_000 - one);
            Assert.Equal(sum.Fen, PayClaim.Parts(sum, [one, two, 10_000 - one - two]).Sum(p => p.Fen));
        }
    }

    [Fact]
    public void What_is_stored_is_read_as_it_was()
    {
        var on = new DecidedOn(Stay("inpatient", 3000) with { Case = "肝癌", Degree = 3 }, Facts(two) with { Earlier = [new("diagnosis", day, "肺癌", new(5))], Used = [new(7)], Excluded = [1], Consolation = new(9) });
        var decided = Decide("inpatient", on.Event, on.Facts);

        Assert.Equal(ClaimText.Write(on), ClaimText.Write(ClaimText.Read<DecidedOn>(ClaimText.Write(on))));
        Assert.Equal(decided.Lines, ClaimText.Read<ClaimLine[]>(ClaimText.Write(decided.Lines)));
        Assert.Equal(decided.Reasons, ClaimText.Read<ClaimReason[]>(ClaimText.Write(decided.Reasons)));
    }

    static ClaimEvent Stay(string benefit, decimal own) => new(benefit, day, day.AddDays(9), Money.Yuan(own), Serial: "T1");

    static ClaimFacts Facts(TakesPart? part = null, int earlierStays = 0) =>
        new(day.AddDays(10), true, true, All, true, new(1990, 5, 5), part ?? two with { PaidFrom = two.BeginsOn, Shares = 1, PricePerShare = Money.Yuan(100) }, earlierStays, IsMatched: true);

    static ClaimDecision Decide(string plan, ClaimEvent happened, ClaimFacts facts) => new Adjudication(rules.On<AidPlan>(plan, happened.HappenedOn), WorkingCalendar.China).Decide(happened, facts);
}
