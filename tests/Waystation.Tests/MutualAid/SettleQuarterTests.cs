using System.Text;
using System.Text.Json;
using Npgsql;
using Waystation.Shared;
using static Waystation.MutualAid.AidWorld;

namespace Waystation.MutualAid;

public class SettleQuarterTests
{
    const string Anna = "110101196506104988", Bo = "110101196910120883", Chen = "110101197003242267";

    static string ExampleOf(string quarter) => Examples.At($"intake/settlement-{quarter}.csv");

    static async Task SameAsExpectedAsync(AidWorld world, Settled settled)
    {
        var quarter = settled.Quarter.ToString();
        var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Examples.At("intake/expected.json"))).RootElement.GetProperty(quarter);
        var figures = settled.Figures;
        Assert.Equal(
            (expected.GetProperty("lines").GetInt32(), expected.GetProperty("distinctLinesKnown").GetInt32(), expected.GetProperty("unknownPersonLines").GetInt32(), expected.GetProperty("ineligiblePersons").GetInt32(),
             expected.GetProperty("payments").GetInt32(), expected.GetProperty("failed").GetInt32(), expected.GetProperty("totalYuan").GetString(), expected.GetProperty("overpaidPersons").GetInt32(), 0),
            (figures.Lines, figures.DistinctLinesKnown, figures.UnknownPersonLines, figures.IneligiblePersons, figures.Payments, figures.Failed, figures.Total.ToString(), figures.OverpaidPersons, figures.RefusedLines));
        Assert.Equal(await File.ReadAllTextAsync(Examples.At($"intake/expected-{quarter}.csv")), await world.PaymentsAsync(quarter));
    }

    [Fact]
    public async Task The_example_quarters_come_out_as_reckoned_independently_and_again_the_same()
    {
        await using var world = await WithExamplesAsync();

        await SameAsExpectedAsync(world, await world.SettleAsync("2020Q1", ExampleOf("2020Q1")));
        await SameAsExpectedAsync(world, await world.SettleAsync("2020Q2", ExampleOf("2020Q2")));
        var again = await world.SettleAsync("2020Q1", ExampleOf("2020Q1"));

        Assert.True(again.AlreadyRun);
        await SameAsExpectedAsync(world, again);
        Assert.Empty((await world.VerifyAsync()).Findings);
        Assert.Equal(572L + 912, await world.AskAsync<long>("SELECT count(*) FROM aid_payments"));
        Assert.Equal(0L, await world.AskAsync<long>($"SELECT count(*) FROM insured_people WHERE position('{Anna}'::bytea in secrets) > 0"));
    }

    [Fact]
    public async Task Another_file_or_an_earlier_quarter_is_refused()
    {
        await using var world = await NewAsync();
        await world.RegisterAsync((Anna, "正常"));
        var file = world.LinesOf(Line("T1", Anna, "5000", on: "2020-04-05"));
        await world.SettleAsync("2020Q2", file);

        Assert.Equal("aid.other-file", (await Assert.ThrowsAsync<Refusal>(() => world.SettleAsync("2020Q2", world.LinesOf(Line("T2", Anna, "5000"))))).Sentence.Key);
        Assert.Equal("aid.later-is-settled", (await Assert.ThrowsAsync<Refusal>(() => world.SettleAsync("2020Q1", file))).Sentence.Key);
        Assert.Equal("aid.no-quarter", Assert.Throws<Refusal>(() => Quarter.Read("2020Q5")).Sentence.Key);
        Assert.Equal(1L, await world.AskAsync<long>("SELECT count(*) FROM medical_lines"));
    }

    [Theory]
    [InlineData("T3,110101196506104988,,门诊,2020-01-05,,1", "aid.wrong-field-count")]
    [InlineData("T3,110101196506104988,,门诊,2020-01-05,,1,0,0", "aid.wrong-field-count")]
    [InlineData("T3,\"110101196506104988,,门诊,2020-01-05,,1,0", "aid.broken-quotes")]
    [InlineData("T3,11\"0101196506104988,,门诊,2020-01-05,,1,0", "aid.broken-quotes")]
    [InlineData("T3,\"11\"0101196506104988,,门诊,2020-01-05,,1,0", "aid.broken-quotes")]
    [InlineData("T3,11\0,,门诊,2020-01-05,,1,0", "aid.not-text")]
    public async Task A_file_broken_in_the_middle_is_refused_whole(string broken, string key)
    {
        await using var world = await NewAsync();
        await world.RegisterAsync((Anna, "正常"));
        var file = world.LinesOf([.. Enumerable.Range(0, 3000).Select(i => Line($"A{i}", Anna, "10")), broken, Line("T4", Anna, "5000")]);

        var refused = (await Assert.ThrowsAsync<Refusal>(() => world.SettleAsync("2020Q1", file))).Sentence;

        Assert.Equal((key, 3002), (refused.Key, (int)refused.Parts[0]!));
        Assert.Equal(0L, await world.AskAsync<long>("SELECT (SELECT count(*) FROM medical_lines) + (SELECT count(*) FROM aid_settlements)"));
    }

    [Theory]
    [InlineData("证件号码,交易流水号,京卡号,就诊类型,就诊日期,出院日期,自付一,超封顶自付", "aid.wrong-header")]
    [InlineData("交易流水号,证件号码,京卡号,就诊类型,就诊日期,出院日期,自付一", "aid.wrong-header")]
    public async Task A_wrong_header_is_refused(string header, string key)
    {
        await using var world = await NewAsync();

        Assert.Equal(key, (await Assert.ThrowsAsync<Refusal>(() => world.SettleAsync("2020Q1", world.FileOf(header, [Line("T1", Anna, "5000")])))).Sentence.Key);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_in_the_middle_refuse_the_file()
    {
        await using var world = await NewAsync();
        var file = world.LinesOf(Line("T1", Anna, "5000"), Line("T2", Anna, "5000"));
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^4] = 0xff;
        await File.WriteAllBytesAsync(file, bytes);

        Assert.Equal("aid.not-text", (await Assert.ThrowsAsync<Refusal>(() => world.SettleAsync("2020Q1", file))).Sentence.Key);
    }

    [Fact]
    public async Task A_single_bad_line_is_left_out_and_told_by_its_number()
    {
        await using var world = await NewAsync();
        await world.RegisterAsync((Anna, "正常"), (Bo, "正常"));
        string[] bad =
        [
            Line("T1", Anna, "-12.00"), Line("T2", Anna, "1000000.01"), Line("T3", Anna, "99999999999999999999"), Line("T4", Anna, "12.345"), Line("T5", Anna, "abc"), Line("T6", Anna, ""),
            Line("T7", Anna, "1", on: "2019-12-31"), Line("T8", Anna, "1", on: "2021-01-01"), Line("T9", Anna, "1", on: "2020-04-01"), Line("T10", Anna, "1", on: "2020-02-30"),
            Line("T11", Anna, "1", kind: "住院", on: "2020-01-09", left: "2020-01-08"), Line("T12", Anna, "1", kind: "急诊"), Line("T13", Anna, "1", card: CardOf(Bo)), Line("", Anna, "1"), Line("T15", "", "1"),
        ];

        var settled = await world.SettleAsync("2020Q1", world.LinesOf([.. bad, Line("T16", Anna, "5000", card: "6200000000000000"), Line("T17", Bo, "5000", card: CardOf(Bo))]));

        Assert.Equal((17, 15, 2, "1280.00"), (settled.Figures.Lines, settled.Figures.RefusedLines, settled.Figures.Payments, settled.Figures.Total.ToString()));
        var told = await new RunRemarks(world.House).RefusedAsync(settled.Quarter, 100, default);
        Assert.Equal(
            [
                "reversal-to-be-checked", "amount-absurd", "amount-absurd", "amount-unreadable", "amount-unreadable", "amount-missing", "outside-the-plan-year", "outside-the-plan-year", "after-the-quarter", "date-unreadable",
                "discharged-before-admission", "kind-unknown", "card-of-another", "serial-missing", "document-missing",
            ],
            told.Select(t => t.Why.Key["aid.refused-".Length..]));
        Assert.Equal(Enumerable.Range(2, 15), told.Select(t => t.Line));
        Assert.All(told, t => Assert.NotEqual(t.Why.Key, t.Why.ToString()));
    }

    [Fact]
    public async Task The_same_file_in_another_encoding_or_with_quotes_says_the_same()
    {
        string[] rows = [$"\"T1\",\"{Anna}\",,\"住院\",2020-03-30,2020-04-20,\"3000.00\",0.00", Line("T2", Anna, "5000")];
        foreach (var encoding in new[] { CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!, new UTF8Encoding(true), Encoding.Unicode, new UTF8Encoding(false) })
        {
            await using var world = await NewAsync();
            await world.RegisterAsync((Anna, "正常"));

            Assert.Equal("980.00", (await world.SettleAsync("2020Q1", world.FileOf(LineForm.Header, rows, encoding))).Figures.Total.ToString());
        }
    }

    [Fact]
    public async Task A_person_found_later_brings_their_lines_and_an_overpayment_is_set_off_also_in_the_next_year()
    {
        await using var world = await NewAsync();
        await world.RegisterAsync((Anna, "正常"));

        var first = await world.SettleAsync("2020Q3", world.LinesOf(Line("A1", Anna, "5000"), Line("B1", Bo, "2800")));
        await world.RegisterAsync((Bo, "已注销"));
        var second = await world.SettleAsync("2020Q4", world.LinesOf(Line("A1", Anna, "2800")));
        var third = await world.SettleAsync("2021Q1", world.LinesOf(Line("A2", Anna, "3800", on: "2021-02-01")));
        var fourth = await world.SettleAsync("2021Q2", world.LinesOf(Line("A3", Anna, "1000", on: "2021-04-01")));

        Assert.Equal((1, 1, "640.00"), (first.Figures.UnknownPersonLines, first.Figures.Payments, first.Figures.Total.ToString()));
        Assert.Equal((0, 1, 1, "200.00", 1), (second.Figures.UnknownPersonLines, second.Figures.Payments, second.Figures.Failed, second.Figures.Total.ToString(), second.Figures.OverpaidPersons));
        Assert.Equal((0, 1), (third.Figures.Payments, third.Figures.OverpaidPersons));
        Assert.Equal(("160.00", 0), (fourth.Figures.Total.ToString(), fourth.Figures.OverpaidPersons));
        Assert.Empty((await world.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_serial_that_goes_to_another_person_counts_there_alone()
    {
        await using var world = await NewAsync();
        await world.RegisterAsync((Anna, "正常"), (Bo, "正常"), (Chen, ""));

        var first = await world.SettleAsync("2020Q1", world.LinesOf(Line("S1", Anna, "2800"), Line("S1", Bo, "3800"), Line("S2", Anna, "1900"), Line("S2", Anna, "1900"), Line("S3", Chen, "9000")));
        var second = await world.SettleAsync("2020Q2", world.LinesOf(Line("S1", Anna, "3800")));

        Assert.Equal((5, 3, 2, 1, "420.00"), (first.Figures.Lines, first.Figures.DistinctLinesKnown, first.Figures.Payments, first.Figures.IneligiblePersons, first.Figures.Total.ToString()));
        Assert.Equal((3, 1, 1, "760.00"), (second.Figures.DistinctLinesKnown, second.Figures.Payments, second.Figures.OverpaidPersons, second.Figures.Total.ToString()));
    }

    [Fact]
    public async Task A_trial_tells_the_districts_and_the_largest_and_stores_nothing()
    {
        await using var world = await WithExamplesAsync();

        var trial = await world.Settlement.TryAsync(Order("2020Q1", ExampleOf("2020Q1")), default);

        Assert.Equal(("248842.00", 10), (trial.Figures.Total.ToString(), trial.Largest.Count));
        Assert.Equal(trial.Figures.Total, trial.Districts.Aggregate(Money.Zero, (sum, d) => sum + d.Total));
        Assert.Equal(trial.Largest.Select(l => l.Pay).OrderDescending(), trial.Largest.Select(l => l.Pay));
        Assert.True(trial.Districts.Count is > 10 and < 20);
        Assert.Equal(0L, await world.AskAsync<long>("SELECT (SELECT count(*) FROM medical_lines) + (SELECT count(*) FROM aid_settlements) + (SELECT count(*) FROM aid_ledger)"));
    }

    [Fact]
    public async Task Two_programs_on_one_quarter_share_it_and_come_to_one_result()
    {
        await using var world = await WithExamplesAsync();

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => world.SettleAsync("2020Q1", ExampleOf("2020Q1")))));

        Assert.All(both, one => Assert.Equal("248842.00", one.Figures.Total.ToString()));
        await SameAsExpectedAsync(world, both[0]);
        Assert.Empty((await world.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task Nobody_changes_an_entry_or_a_decision_and_the_check_finds_what_is_bent()
    {
        await using var world = await NewAsync();
        await world.RegisterAsync((Anna, "正常"));
        await world.SettleAsync("2020Q1", world.LinesOf(Line("T1", Anna, "5000")));

        foreach (var sql in new[] { "UPDATE aid_ledger SET fen = 1", "DELETE FROM aid_ledger", "UPDATE aid_decisions SET facts = 0", "TRUNCATE aid_ledger" })
            Assert.Equal("WS001", (await Assert.ThrowsAsync<PostgresException>(() => world.AskAsync<object>(sql))).SqlState);
        Assert.Equal("WS001", (await Assert.ThrowsAsync<PostgresException>(() => world.AskAsync<object>(
            "INSERT INTO aid_accounts VALUES ('other', 'federation', '', '', ''); INSERT INTO aid_ledger (quarter, person_id, debit, credit, fen) SELECT quarter, person_id, 'other', 'bank', 1 FROM aid_payments"))).SqlState);

        await using (var bend = world.House.Database.Source.CreateCommand("UPDATE aid_payments SET fen = fen + 1")) await bend.ExecuteNonQueryAsync();
        var keys = (await world.VerifyAsync()).Findings.Select(f => f.Key);
        Assert.Equal(["aid.ledger-run-differs", "aid.ledger-decisions-differ", "aid.ledger-entries-differ", "aid.ledger-payment-differs", "aid.ledger-balance-differs"], keys);
    }
}
