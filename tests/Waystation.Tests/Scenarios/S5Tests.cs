using System.Text.RegularExpressions;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Indicators;
using Waystation.Members;
using Waystation.MutualAid;
using static Waystation.TestHouse;

namespace Waystation.Scenarios;

/// <summary>
/// S5 互助保障, 延庆: two years of a district from the register, the medical insurance's lines, their settlements and what was released to the bank.
/// The review says 74.37 % of members take part, +9.97 % money on the year before, 29.79 % helped by direct settlement, and opens the records behind each.
/// </summary>
public sealed partial class S5Tests
{
    const int Members = 913, Eligible = 660, Enrolled = 19, HelpedBefore = 250, Helped = 272, FrozenCards = 3;

    static readonly (string Quarter, DateOnly Day, DateOnly ReleasedOn)[] quarters =
    [
        ("2016Q4", new(2016, 10, 12), new(2017, 1, 20)), ("2017Q1", new(2017, 2, 12), new(2017, 4, 20)), ("2017Q2", new(2017, 5, 12), new(2017, 7, 20)), ("2017Q3", new(2017, 8, 12), new(2017, 10, 20)),
        ("2017Q4", new(2017, 11, 12), new(2018, 1, 22)), ("2018Q1", new(2018, 2, 12), new(2018, 4, 20)), ("2018Q2", new(2018, 5, 12), new(2018, 7, 20)), ("2018Q3", new(2018, 8, 12), new(2018, 10, 22)),
    ];

    [Fact]
    public async Task The_review_of_a_district_computes_its_three_numbers_from_two_years_of_records_and_opens_them()
    {
        await using var web = await NewAsync(PlanOf2012Async);
        await using var aid = AidWorld.In(web);
        var (district, unit, small) = await FoundAsync(web.House);
        await JoinAsync(web.House, unit, small);

        await LiveTwoYearsAsync(web, aid, unit);
        var leader = await web.StaffAsync(Role.Leader, district);

        var tiles = (await PageAsync(leader, "/aid-numbers?month=2018-12")).QuerySelectorAll("a.tile").Select(t => (Said: Spaces().Replace(t.TextContent, " ").Trim(), Link: t.GetAttribute("href")!)).ToList();
        Assert.Contains("74.37%", tiles[0].Said, StringComparison.Ordinal);
        Assert.Contains("679 / 913 人", tiles[0].Said, StringComparison.Ordinal);
        Assert.Contains("54,985.00", tiles[1].Said, StringComparison.Ordinal);
        Assert.Contains("同比 +9.97%", tiles[1].Said, StringComparison.Ordinal);
        Assert.Contains("29.79%", tiles[2].Said, StringComparison.Ordinal);
        Assert.Contains("272 / 913 人", tiles[2].Said, StringComparison.Ordinal);

        var (insured, money, helped) = (await RowsAsync(leader, tiles[0].Link), await RowsAsync(leader, tiles[1].Link), await RowsAsync(leader, tiles[2].Link));
        Assert.Equal((679, 272, 272), (insured.Count, money.Count, helped.Count));
        Assert.Equal(54_985.00m, money.Sum(cells => decimal.Parse(cells[^1])));
        Assert.All(helped, cells => Assert.Equal("延*", cells[0]));
        Assert.Equal(7L + 3 + 3, await aid.AskAsync<long>("SELECT count(*) FROM logbook WHERE did = 'opened-aid-records' AND purpose = 'check-numbers'"));
        Assert.Empty((await aid.VerifyAsync()).Findings);

        // Two of the small unit were helped: that would say who.
        var few = await leader.GetStringAsync($"/aid-numbers/{small}/aid-helped?month=2018-12");
        Assert.Contains("受益不足 5 人", few);
        Assert.DoesNotContain("<tbody>", few);
        Assert.Contains("少于 5 人", await leader.GetStringAsync($"/aid-numbers/{small}?month=2018-12"));
        var numbers = new AidNumbers(web.House.Database.Source);
        var before = (await numbers.ReadAsync(district, new(2017, 12), default)).Whole;
        Assert.Equal((50_000_00L, 635L, 250L), (before.Year!.Value.Fen, before.InsuredMany, before.HelpedMany));
        // The register of December 2018 says nothing of June.
        Assert.Null((await numbers.ReadAsync(district, new(2018, 6), default)).Whole.Insured);
        Assert.Equal((679L, 272L, null), (await numbers.ShownAsync(AidIndicator.Insured, district, new(2018, 12), default), await numbers.ShownAsync(AidIndicator.Helped, district, new(2018, 12), default), await numbers.ShownAsync(AidIndicator.Helped, small, new(2018, 12), default)));
        TestContext.Current.TestOutputHelper?.WriteLine($"S5 延庆: {insured.Count} of {Members} members take part = 74.37 %; {money.Sum(c => decimal.Parse(c[^1])):N2} yuan against 50,000.00 = +9.97 %; {helped.Count} of {Members} helped by direct settlement = 29.79 %");
    }

    static async Task LiveTwoYearsAsync(TestHouse web, AidWorld aid, Guid unit)
    {
        await LiveAsync(web, aid, first: 0, helped: HelpedBefore, eligible: Eligible - 25, yuan: _ => "2800.00");
        await new CloseMonths(web.House.Database.Source, On(2018, 1, 5)).RunAsync();
        await LiveAsync(web, aid, first: 4, helped: Helped, eligible: Eligible, yuan: person => person == Helped ? "3015.00" : "2810.00");
        await EnrolAsync(aid, unit);
        await new CloseMonths(web.House.Database.Source, On(2019, 1, 5)).RunAsync();
    }

    /// <summary>A year: the register, then each quarter's lines, settled and released when it was over.</summary>
    static async Task LiveAsync(TestHouse web, AidWorld aid, int first, int helped, int eligible, Func<int, string> yuan)
    {
        await aid.ImportAsync(aid.FileOf(InsuredForm.Header, Enumerable.Range(1, Members).Select(person => Registered(person, eligible))));
        foreach (var (place, (quarter, day, releasedOn)) in quarters.Skip(first).Take(4).Index())
        {
            List<string> lines = [.. People(1, helped, place).Select(p => AidWorld.Line($"{quarter}-{p}", Number(p), yuan(p), on: $"{day:yyyy-MM-dd}"))];
            // Below the deductible, not eligible, and with a card that takes no money: none of them is helped.
            lines.AddRange(People(400, 420, place).Select(p => AidWorld.Line($"{quarter}-{p}", Number(p), "1800.00", on: $"{day:yyyy-MM-dd}")));
            lines.AddRange(People(700, 720, place).Select(p => AidWorld.Line($"{quarter}-{p}", Number(p), "5000.00", on: $"{day:yyyy-MM-dd}")));
            lines.AddRange(People(500, 500 + FrozenCards - 1, place).Select(p => AidWorld.Line($"{quarter}-{p}", Number(p), "5000.00", on: $"{day:yyyy-MM-dd}")));
            await aid.SettleAsync(quarter, aid.LinesOf([.. lines]));
            await ReleaseAsync(web.House, aid, quarter, releasedOn);
        }
    }

    static IEnumerable<int> People(int from, int to, int place) => Enumerable.Range(from, to - from + 1).Where(p => p % 4 == place);

    static string Registered(int person, int eligible)
    {
        var card = person is >= 500 and < 500 + FrozenCards ? "已冻结" : "正常";
        return $"{Number(person)},延某,62{person:D14},{card},延庆区总工会,是,{(person <= eligible ? "是" : "否")},是";
    }

    static string Number(int person)
    {
        var first = $"11011919800101{person:D3}";
        return first + IdentityDocument.CheckDigit(first);
    }

    static async Task ReleaseAsync(House house, AidWorld aid, string quarter, DateOnly on)
    {
        await using var db = house.Database.NewContext();
        var post = new HeldPost(Guid.NewGuid(), Role.ClaimsOfficer, await aid.AskAsync<Guid>("SELECT id FROM unions WHERE kind = 'city-federation'"), "", true, Reach.Everywhere);
        var officer = Account.OfStaff($"second officer {quarter}", new(2016, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        db.Add(officer);
        await db.SaveChangesAsync();
        var desk = new Desk(new(Guid.NewGuid(), officer.Id, AccountKind.Staff, "", null, null, null, Guid.NewGuid(), post), db, On(on.Year, on.Month, on.Day));
        await new ReleaseBatch(house).RunAsync(desk, await aid.AskAsync<int>($"SELECT max(number) FROM aid_batches b WHERE b.quarter = {quarter[..4]}{quarter[5]}"), default);
    }

    /// <summary>Some of those the register does not have as eligible take part in a paid plan.</summary>
    static Task EnrolAsync(AidWorld aid, Guid unit) => aid.AskAsync<long>(
        $"""
        WITH bill AS (INSERT INTO aid_premiums (id, plan, rule, year_begins_on, union_id, person_id, member_id, shares, price_fen, months, people, fen, billed_at)
                SELECT gen_random_uuid(), 'critical-illness', 'critical-illness/city/2016-01-01', '2018-01-01', '{unit}', m.document_index, m.id, 1, 4000, 12, 1, 4000, '2017-12-01' FROM
                    (SELECT m.* FROM members m JOIN insured_people p ON p.id = m.document_index WHERE p.facts & 15 <> 15 AND m.union_id = '{unit}' ORDER BY m.id LIMIT {Enrolled}) m RETURNING *),
            part AS (INSERT INTO aid_enrolments (id, person_id, plan, rule, union_id, shares, most_shares, price_fen, year_begins_on, year_months, months, premium_fen, begins_on, ends_on, paid_from, is_renewal, premium_id, enrolled_at)
                SELECT gen_random_uuid(), person_id, plan, rule, union_id, 1, 4, 4000, '2018-01-01', 12, 12, 4000, '2018-01-01', '2018-12-31', '2018-06-30', false, id, '2017-12-01' FROM bill RETURNING 1)
        SELECT count(*) FROM part
        """);

    static async Task<List<string[]>> RowsAsync(HttpClient leader, string link)
    {
        List<string[]> rows = [];
        for (string? next = link; next is not null;)
        {
            var page = await PageAsync(leader, next);
            rows.AddRange(page.QuerySelectorAll("tbody tr").Select(tr => tr.QuerySelectorAll("td").Select(td => td.TextContent.Trim()).ToArray()));
            next = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        return rows;
    }

    static async Task<(Guid District, Guid Unit, Guid Small)> FoundAsync(House house)
    {
        var city = await Branch.UnionAsync(house, "city-federation", "北京市总工会", null);
        var district = await Branch.UnionAsync(house, "district-federation", "延庆区总工会", city);
        var town = await Branch.UnionAsync(house, "subdistrict-federation", "延庆区延庆镇总工会", district);
        return (district, await Branch.UnionAsync(house, "grassroots", "某景区管理处工会", town), await Branch.UnionAsync(house, "grassroots", "某果园工会", town));
    }

    /// <summary>All of them members since before the first of these years; three stand in a small unit.</summary>
    static async Task JoinAsync(House house, Guid unit, Guid small)
    {
        await using var join = house.Database.Source.CreateCommand(
            """
            INSERT INTO members (id, union_id, state, name, document_kind, document_index, secrets, joined_on, joined_on_stated, form_digest, reported_on)
            SELECT gen_random_uuid(), CASE WHEN n IN (1, 2, 890) THEN $2 ELSE $1 END, 'member', '延某', 'resident-id', person, '\x00', '2010-01-01', true, gen_random_uuid(), '2010-01-01' FROM unnest($3::uuid[]) WITH ORDINALITY AS t (person, n)
            """).With(unit, small, Enumerable.Range(1, Members).Select(p => PersonIndex.Of(Number(p), house.Vault)).ToArray());
        await join.ExecuteNonQueryAsync();
    }

    /// <summary>The plan as the city's own file has it, in force since it began.</summary>
    static async Task PlanOf2012Async(House house)
    {
        var own = Directory.CreateDirectory(Path.Combine(house.Folder.Root, "rulebook"));
        await using var delivered = typeof(House).Assembly.GetManifestResourceStream("rulebook/mutual-aid/nuan-huzhu.json")!;
        using var text = new StreamReader(delivered);
        await File.WriteAllTextAsync(Path.Combine(own.FullName, "nuan-huzhu.json"), (await text.ReadToEndAsync()).Replace("\"effectiveFrom\": \"2017-01-01\"", "\"effectiveFrom\": \"2012-05-01\"", StringComparison.Ordinal));
    }

    static StoppedClock On(int year, int month, int day) => new(new DateTimeOffset(year, month, day, 2, 0, 0, TimeSpan.Zero));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
