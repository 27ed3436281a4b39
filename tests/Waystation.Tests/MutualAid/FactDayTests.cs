using Waystation.Shared;
using static Waystation.MutualAid.AidWorld;

namespace Waystation.MutualAid;

public sealed class FactDayTests
{
    const string Anna = "110101196506104988", Bo = "110101196910120883", Chen = "110101197003242267";

    static readonly string header = $"{InsuredForm.Header},在职至,身故日期";

    static string Row(string number, string inService, string left = "", string died = "") => $"{number},张三,{CardOf(number)},正常,东城区和平里街道总工会,{inService},是,是,{left},{died}";

    [Theory]
    [InlineData("在职至,在职至")]
    [InlineData("离岗")]
    public async Task A_column_that_nobody_knows_or_that_stands_twice_is_refused(string more)
    {
        await using var world = await NewAsync();

        var refused = (await Assert.ThrowsAsync<Refusal>(() => world.ImportAsync(world.FileOf($"{InsuredForm.Header},{more}", [])))).Sentence;

        Assert.Equal("aid.wrong-header", refused.Key);
        Assert.Contains("身故日期", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_that_is_none_or_before_its_beginning_is_told_with_row_and_column()
    {
        await using var world = await NewAsync();

        var report = await world.ImportAsync(world.FileOf($"{InsuredForm.Header},医保自,医保至", [
            $"{Anna},张三,{CardOf(Anna)},正常,东城区总工会,是,是,是,2020-02-30,",
            $"{Bo},李四,{CardOf(Bo)},正常,东城区总工会,是,是,是,2020-03-01,2020-02-01",
            $"{Chen},王五,{CardOf(Chen)},正常,东城区总工会,是,是,是,2020-01-01,"]));

        Assert.Equal([(2, "医保自"), (3, "医保至")], report.Problems.Select(p => (p.Row, p.Column)));
        Assert.Equal((1, 2), (report.Created, report.Refused));
    }

    [Fact]
    public async Task Who_left_keeps_what_was_due_before_and_nothing_after()
    {
        await using var world = await NewAsync();
        await world.ImportAsync(world.FileOf(header, [Row(Anna, "否", left: "2020-02-10"), Row(Bo, "否"), Row(Chen, "否", left: "2019-12-31")]));

        var settled = await world.SettleAsync("2020Q1", world.LinesOf(
            Line("T1", Anna, "5000", on: "2020-02-10"), Line("T2", Anna, "4000", on: "2020-02-11"), Line("T3", Bo, "5000"), Line("T4", Chen, "5000")));

        Assert.Equal((1, Money.Yuan(640), 2), (settled.Figures.Payments, settled.Figures.Total, settled.Figures.IneligiblePersons));
        var lines = DecisionText.Read(await world.AskAsync<string>("SELECT lines FROM aid_decisions"));
        Assert.Equal([DecisionLineKind.NotInServiceThen, DecisionLineKind.Outpatient], lines.Select(l => l.Kind));
        Assert.Equal("2020-02-11 就诊时不在职，自付一 4,000.00 元不计入", lines[0].InWords().In(Words.Chinese));
    }

    [Fact]
    public async Task A_payment_to_somebody_who_died_stops_at_the_card_and_later_visits_are_asked_about()
    {
        await using var world = await NewAsync();
        await world.ImportAsync(world.FileOf(header, [Row(Anna, "是", died: "2020-02-20")]));

        var settled = await world.SettleAsync("2020Q1", world.LinesOf(Line("T1", Anna, "5000"), Line("T2", Anna, "900", on: "2020-03-01")));

        Assert.Equal((1, 1, Money.Yuan(640)), (settled.Figures.Payments, settled.Figures.Failed, settled.Figures.Total));
        Assert.Contains(DecisionText.Read(await world.AskAsync<string>("SELECT lines FROM aid_decisions")), line => line.Kind is DecisionLineKind.AfterDeath);
        Assert.Empty((await world.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_register_brought_in_again_changes_nothing_and_one_without_days_forgets_them()
    {
        await using var world = await NewAsync();
        var file = world.FileOf(header, [Row(Anna, "否", left: "2020-02-10")]);
        await world.ImportAsync(file);

        Assert.Equal(1, (await world.ImportAsync(file)).Unchanged);
        Assert.Equal(1L, await world.AskAsync<long>("SELECT count(*) FROM insured_days WHERE in_service_to = '2020-02-10' AND num_nonnulls(in_service_from, died_on) = 0"));
        Assert.Equal(1, (await world.ImportAsync(world.FileOf(InsuredForm.Header, [$"{Anna},张三,{CardOf(Anna)},正常,东城区和平里街道总工会,是,是,是"]))).Updated);
        Assert.Equal(0L, await world.AskAsync<long>("SELECT count(*) FROM insured_days"));
    }

    [Fact]
    public async Task Every_stored_decision_comes_out_the_same_again_also_after_register_and_lines_have_changed()
    {
        await using var world = await WithExamplesAsync();
        await world.ImportAsync(world.FileOf(header, [Row(Anna, "否", left: "2020-02-10")]));
        await world.SettleAsync("2020Q1", Examples.At("intake/settlement-2020Q1.csv"));
        await world.SettleAsync("2020Q2", Examples.At("intake/settlement-2020Q2.csv"));
        await world.SettleAsync("2020Q3", world.LinesOf(Line("T1", Anna, "5000", on: "2020-02-10"), Line("M1", Bo, "9000", on: "2020-07-01")));
        await world.SettleAsync("2020Q4", world.LinesOf(Line("M1", Chen, "9000", on: "2020-07-01")));
        await world.ImportAsync(world.FileOf(header, [Row(Anna, "是"), Row(Bo, "否", died: "2020-01-01")]));

        var replayed = await new ReplayDecisions(world.House, RulesOf(world.House)).RunAsync(default);

        Assert.Equal(["2020Q1", "2020Q2", "2020Q3", "2020Q4"], replayed.Select(q => q.Quarter.ToString()));
        Assert.All(replayed, q => Assert.Equal(0, q.Differing));
        Assert.Equal(await world.AskAsync<long>("SELECT count(*) FROM aid_decisions"), replayed.Sum(q => q.Decisions));

        await world.AskAsync<int>("WITH c AS (UPDATE medical_lines SET own_fen = own_fen + 100 WHERE serial = 'T1' RETURNING 1) SELECT count(*)::int FROM c");
        Assert.Equal(1, (await new ReplayDecisions(world.House, RulesOf(world.House)).RunAsync(default)).Sum(q => q.Differing));
    }

    [Fact]
    public async Task A_rule_file_shows_what_it_would_change_before_it_is_in_force()
    {
        await using var world = await NewAsync();
        await world.RegisterAsync((Anna, "正常"), (Bo, "正常"), (Chen, "正常"));
        await world.SettleAsync("2020Q1", world.LinesOf(Line("T1", Anna, "5000"), Line("T2", Bo, "2000"), Line("T3", Chen, "3000", "住院", left: "2020-01-09")));
        var rules = RulesOf(world.House);
        var preview = new PreviewRule(world.House, rules);

        Assert.Empty(await preview.RunAsync(WithShare(world.House, AidPlan.NuanHuzhu, "outpatient", 20), default));
        var year = Assert.Single(await preview.RunAsync(WithShare(world.House, AidPlan.NuanHuzhu, "outpatient", 30), default));

        Assert.Equal((2020, 3, 2, Money.Yuan(340), Money.Zero), (year.Year, year.People, year.Changed, year.More, year.Less));
        Assert.Equal([(Money.Yuan(640), Money.Yuan(960)), (Money.Yuan(40), Money.Yuan(60))], year.Largest.Select(c => (c.Before, c.After)));
        Assert.Equal(20, rules.On<AidPlan>(AidPlan.NuanHuzhu, new(2020, 3, 31)).Value["outpatient"].Percent);
    }
}
