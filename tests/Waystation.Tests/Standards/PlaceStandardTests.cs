using Waystation.Rulebook;

namespace Waystation.Standards;

/// <summary>A list that asks for what nobody could ever find is refused when the program starts, with the field that is wrong.</summary>
[Trait("server", "any")]
public class PlaceStandardTests
{
    static readonly InBoth title = new("饮水", "Water");
    static readonly StandardItem water = new("water", title, Must: true, AnyOf: ["water"]);

    public static TheoryData<string, PlaceStandard> Wrong => new()
    {
        { "for", new([], [water]) },
        { "for", new(["palace"], [water]) },
        { "items", new(["station"], []) },
        { "items", new(["station"], [water, water]) },
        { "items", new(["station"], [water with { AnyOf = ["dragon"] }]) },
        { "items", new(["station"], [water with { AnyOf = null }]) },
        { "items", new(["station"], [water with { Field = PlaceField.Hours }]) },
        { "items", new(["station"], [water with { AnyOf = null, Field = PlaceField.Area }]) },
        { "items", new(["station"], [water with { Least = 3 }]) },
        { "items", new(["station"], [water with { AnyOf = null, Field = PlaceField.Nearest }]) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_standard_that_makes_no_sense_names_its_field(string field, PlaceStandard standard) => Assert.Equal(field, standard.WrongField());

    [Fact]
    public void Every_kind_of_place_has_a_standard_and_all_that_come_with_the_program_make_sense()
    {
        var rules = Rules.Read(Data.DataFolder.At(Path.Combine(Path.GetTempPath(), $"no-rules-{Guid.NewGuid():N}")), Rooms.RuleKinds).AllOn<PlaceStandard>(new(2026, 11, 22));

        Assert.All(rules, rule => Assert.Null(rule.Value.WrongField()));
        Assert.Equal(["bookroom", "home", "nursing-room", "site", "station"], rules.SelectMany(rule => rule.Value.For).Distinct().Order());
    }
}
