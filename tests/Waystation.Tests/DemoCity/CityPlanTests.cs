using Waystation.Members;
using Waystation.Organisations;

namespace Waystation.DemoCity;

public class CityPlanTests
{
    static readonly Lazy<CityPlan> full = new(() => DemoWorld.Plan(CitySize.Full));
    static readonly Lazy<List<PlannedMember>> people = new(() => DemoWorld.People(full.Value));

    [Fact]
    public void No_two_people_share_a_number_and_every_number_is_right_and_of_no_real_area()
    {
        var documents = people.Value.Select(one => new IdentityDocument(DocumentKind.ResidentId, one.Number)).ToList();

        Assert.Equal(documents.Count, documents.Select(d => d.Number).Distinct().Count());
        Assert.All(documents, d => Assert.True(d.HasRightCheckDigit && d.Number[4..6] == "99"));
        Assert.All(people.Value.Zip(documents), pair => Assert.Equal((pair.First.BornOn, pair.First.IsMan ? Sex.Male : Sex.Female), (pair.Second.BornOn!.Value, pair.Second.Sex!.Value)));
    }

    [Fact]
    public void Phones_are_one_row_of_1990000_and_no_two_people_share_one()
    {
        Assert.All(people.Value, one => Assert.StartsWith("199000", one.Phone));
        Assert.Equal(people.Value.Count, people.Value.Select(one => one.Phone).Distinct().Count());
    }

    [Fact]
    public void Employers_codes_have_the_right_check_character_and_are_given_to_nobody()
    {
        var codes = full.Value.Unions.Select(u => u.CreditCode).OfType<string>().ToList();

        Assert.All(codes, code => Assert.True(CreditCode.IsRight(code) && code[8..11] == "DEM"));
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    [Fact]
    public void Nobody_joins_as_a_child_or_before_their_union_was_founded_or_after_today()
    {
        Assert.All(people.Value, one => Assert.True(one.BornOn.AddYears(18) <= one.JoinedOn && one.JoinedOn <= DemoWorld.Today && !(one.Union.FoundedOn > one.JoinedOn)));
    }

    [Fact]
    public void Nobody_joins_or_changes_the_union_that_is_merged_away()
    {
        var year = YearOfTheTree.Of(DemoWorld.Plan(CitySize.Full));
        var merged = people.Value.Where(one => one.Union.Key == year.Merger.Union.Key).ToList();

        Assert.NotEmpty(merged);
        Assert.All(merged, one => Assert.True(one.JoinedOn < full.Value.Season.First && one.LeavesFor is null));
        Assert.DoesNotContain(people.Value, one => one.LeavesFor?.Key == year.Merger.Union.Key);
    }

    [Fact]
    public void No_cell_of_a_form_would_break_its_line()
    {
        Assert.All(MemberSheet.Rows(people.Value), row => Assert.Equal(MemberSheet.Header.Count(c => c == ','), row.Count(c => c == ',')));
        Assert.All(new StationSheet(full.Value).Rows(), row => Assert.Equal(StationSheet.Header.Count(c => c == ','), row.Count(c => c == ',')));
    }

    [Fact]
    public void Every_district_and_street_has_unions_members_and_stations()
    {
        Assert.Equal((16, 349), (full.Value.Streets.Select(s => s.DistrictCode).Distinct().Count(), full.Value.Streets.Count));
        Assert.Equal(349, full.Value.Unions.Where(u => u.Members > 0).Select(u => u.Street).Distinct().Count());
        Assert.All(full.Value.StationsPerStreet, stations => Assert.True(stations > 0));
    }

    [Fact]
    public void A_year_has_a_season_that_is_seen_in_the_figures()
    {
        var joins = people.Value.Where(one => one.JoinedOn >= full.Value.Season.First).CountBy(one => one.JoinedOn.Month).ToDictionary();

        Assert.Equal(12, joins.Count);
        Assert.True(joins[4] > 3 * joins[2], $"April {joins[4]}, February {joins[2]}");
        Assert.True(joins[9] > joins[7]);
    }

    [Fact]
    public void The_same_day_gives_the_same_city_and_another_day_moves_its_year()
    {
        Assert.Equal(MemberSheet.Rows(people.Value).Take(5_000), MemberSheet.Rows(DemoWorld.People(DemoWorld.Plan(CitySize.Full))).Take(5_000));
        Assert.Equal(DemoWorld.Today.AddDays(-363), CityPlan.Of(CitySize.Small, DemoWorld.Today.AddDays(1), Examples.At("beijing-divisions.csv")).Season.First);
    }

    [Theory]
    [InlineData("one", 3_767, 7_590)]
    public void The_dice_fall_the_same_for_ever(string purpose, int first, int second)
    {
        var dice = Dice.For(purpose);

        Assert.Equal((first, second), (dice.Below(10_000), dice.Below(10_000)));
        Assert.NotEqual(Dice.For("other").Below(10_000), Dice.For(purpose).Below(10_000));
    }

    [Fact]
    public void What_is_dealt_out_adds_up()
    {
        Assert.Equal([6, 3, 1], Shares.Of(10, [5, 2, 0], least: 1));
        Assert.Equal(1_000, Shares.Of(1_000, [.. Enumerable.Range(1, 37).Select(i => 1.0 / i)], least: 3).Sum());
    }
}
