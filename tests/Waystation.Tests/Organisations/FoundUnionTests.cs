using static Waystation.Organisations.TreeWorld;

namespace Waystation.Organisations;

public class FoundUnionTests
{
    [Fact]
    public async Task A_street_may_not_stand_directly_below_the_city()
    {
        await using var world = await NewAsync();

        Assert.Equal("kind-not-below", await Refused(() => world.Found("subdistrict-federation", "某街道总工会", world.City)));
    }

    [Fact]
    public async Task A_unit_awaiting_its_union_stands_only_below_a_joint_union()
    {
        await using var world = await NewAsync();

        Assert.Equal("kind-not-below", await Refused(() => world.Found("unit-shell", "某公司", world.Desheng)));
        await world.Found("unit-shell", "某公司", world.Joint);
        Assert.Equal(["某公司"], await world.Below(world.Joint, Today));
    }

    [Fact]
    public async Task Only_the_city_stands_without_a_parent_and_only_once()
    {
        await using var world = await NewAsync();

        Assert.Equal("needs-a-parent", await Refused(() => world.Found("district-federation", "南城区总工会", null)));
        Assert.Equal("city-stands-already", await Refused(() => world.Found("city-federation", "第二市总工会", null)));
    }

    [Fact]
    public async Task A_federation_s_name_stands_once_in_the_city_however_it_is_typed()
    {
        await using var world = await NewAsync();

        Assert.Equal("name-taken-in-city", await Refused(() => world.Found("district-federation", "西城区 总工会", world.City)));
    }

    [Fact]
    public async Task Below_one_parent_a_name_stands_once_unless_the_units_are_two()
    {
        await using var world = await NewAsync();
        await world.Found("grassroots", "某公司(北京)工会", world.Desheng, credit: CodeOf(1));

        Assert.Equal("name-taken-here", await Refused(() => world.Found("grassroots", "某公司(北京)工会", world.Desheng)));
        await world.Found("grassroots", "某公司(北京)工会", world.Desheng, credit: CodeOf(2));
        await world.Found("grassroots", "某公司(北京)工会", world.Zhanlanlu);
    }

    [Fact]
    public async Task A_unit_awaits_its_union_once_below_one_joint_union()
    {
        await using var world = await NewAsync();
        await world.Found("unit-shell", "甲公司", world.Joint, credit: CodeOf(1));

        Assert.Equal("name-taken-here", await Refused(() => world.Found("unit-shell", "甲公司分部", world.Joint, credit: CodeOf(1))));
    }

    [Theory]
    [InlineData("", "name-empty")]
    [InlineData(" \u3000\n", "name-empty")]
    public async Task A_union_needs_a_name(string name, string refusal)
    {
        await using var world = await NewAsync();

        Assert.Equal(refusal, await Refused(() => world.Found("grassroots", name, world.Desheng)));
        Assert.Equal("name-too-long", await Refused(() => world.Found("grassroots", new string('长', 101), world.Desheng)));
    }

    [Fact]
    public async Task A_credit_code_is_checked_by_its_last_character()
    {
        await using var world = await NewAsync();

        Assert.Equal("credit-code-wrong", await Refused(() => world.Found("grassroots", "甲工会", world.Desheng, credit: CodeOf(1)[..17] + "*")));
        Assert.Equal(CodeOf(1), (await world.Union(await world.Found("grassroots", "甲工会", world.Desheng, credit: $" {CodeOf(1).ToLowerInvariant()} "))).CreditCode);
    }

    [Fact]
    public async Task A_day_before_there_were_unions_or_beyond_a_term_is_refused()
    {
        await using var world = await NewAsync();

        Assert.Equal("day-out-of-reach", await Refused(() => world.Found("grassroots", "甲工会", world.Desheng, Day(1024, 1, 1))));
        Assert.Equal("day-out-of-reach", await Refused(() => world.Found("grassroots", "甲工会", world.Desheng, Today.AddYears(6))));
    }

    [Fact]
    public async Task Nothing_is_founded_below_a_union_before_that_stands()
    {
        await using var world = await NewAsync();
        var park = await world.Found("park-union", "西城区某园总工会", world.West, Day(2025, 1, 1));

        Assert.Equal("not-standing-on", await Refused(() => world.Found("grassroots", "甲工会", park, Day(2024, 12, 31))));
        Assert.Equal("no-such-union", await Refused(() => world.Found("grassroots", "甲工会", Guid.NewGuid())));
        Assert.Equal("no-such-kind", await Refused(() => world.Found("club", "甲工会", park)));
    }

    [Fact]
    public async Task A_union_stands_from_its_day_on()
    {
        await using var world = await NewAsync();

        var id = await world.Found("grassroots", "甲工会", world.Desheng, Day(2025, 3, 1));

        Assert.DoesNotContain("甲工会", await world.Below(world.City, Day(2025, 2, 28)));
        Assert.Contains("甲工会", await world.Below(world.City, Day(2025, 3, 1)));
        Assert.Equal(Day(2025, 3, 1), (await world.Union(id)).FoundedOn);
    }
}
