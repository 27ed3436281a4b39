using FsCheck;
using FsCheck.Fluent;
using Waystation.Data;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>What holds for any year of anybody's lines.</summary>
public class SettlementPropertyTests
{
    const InsuredFacts All = InsuredFacts.InService | InsuredFacts.UnitRemits | InsuredFacts.MedicalInsurance | InsuredFacts.HoldsCard;

    static readonly Rules rules = Rules.Read(DataFolder.At(Path.GetTempPath()), Rooms.RuleKinds);
    static readonly RuleVersion<AidPlan> rule = rules.On<AidPlan>(AidPlan.NuanHuzhu, new(2020, 12, 31));
    static readonly DirectSettlement plan = new(rule);

    static Arbitrary<MedicalLine[]> Years =>
        (from count in Gen.Choose(0, 12)
         from drawn in Gen.ArrayOf(from stay in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
                                   from day in Gen.Choose(0, 365)
                                   from fen in Gen.Frequency((1, Gen.Constant(0)), (9, Gen.Choose(0, 900_000)))
                                   select (stay, day, fen), count)
         select drawn.Select((l, i) => new MedicalLine($"T{i:00}", l.stay, new DateOnly(2020, 1, 1).AddDays(l.day), l.fen)).ToArray()).ToArbitrary();

    static Money Entitled(IReadOnlyList<MedicalLine> lines) => plan.Decide(lines, All, Money.Zero, Money.Zero).Entitled;

    [Fact]
    public void Entitlement_never_falls_when_an_amount_rises() => Prop.ForAll(Years, Gen.Choose(0, 11).ToArbitrary(), Gen.Choose(1, 500_000).ToArbitrary(), (lines, which, more) =>
    {
        if (lines.Length == 0) return true;
        var risen = lines.ToArray();
        var line = risen[which % risen.Length];
        risen[which % risen.Length] = line with { OwnFen = line.OwnFen + more };
        return Entitled(risen) >= Entitled(lines);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Entitlement_is_never_more_than_the_share_of_what_was_borne() =>
        Prop.ForAll(Years, lines => Entitled(lines).Fen <= lines.Sum(l => l.OwnFen) / 5 + 1).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_the_lines_makes_no_difference() => Prop.ForAll(Years, Gen.Choose(0, int.MaxValue).ToArbitrary(), (lines, seed) =>
    {
        var mixed = lines.ToArray();
        new Random(seed).Shuffle(mixed);
        return DecisionText.Of(plan.Decide(mixed, All, Money.Zero, Money.Zero).Lines) == DecisionText.Of(plan.Decide(lines, All, Money.Zero, Money.Zero).Lines);
    }).QuickCheckThrowOnFailure();

    /// <summary>Late lines and stays that come before earlier ones included: what is paid less what is still to be set off is what the year comes to.</summary>
    [Fact]
    public void Payments_less_what_is_to_be_set_off_are_the_year_however_it_is_parted() => Prop.ForAll(Years, Gen.ArrayOf(Gen.Choose(0, 3), 12).ToArbitrary(), (lines, quarters) =>
    {
        var (paid, overpaid) = (Money.Zero, Money.Zero);
        for (var quarter = 0; quarter < 4; quarter++)
        {
            var decision = plan.Decide([.. lines.Where((_, i) => quarters[i] <= quarter)], All, paid, Money.Zero);
            (paid, overpaid) = (paid + decision.Pay, decision.Overpaid);
        }

        return paid - overpaid == Entitled(lines);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_stored_of_a_decision_is_read_back_as_it_was() => Prop.ForAll(Years, Gen.Choose(0, 100_000).ToArbitrary(), (lines, paid) =>
    {
        var told = plan.Decide(lines, All, new(paid), Money.Zero).Lines;
        return DecisionText.Read(DecisionText.Of(told)).SequenceEqual(told);
    }).QuickCheckThrowOnFailure();
}
