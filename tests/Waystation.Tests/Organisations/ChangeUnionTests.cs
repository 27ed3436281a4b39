using Microsoft.EntityFrameworkCore;
using Waystation.Shared;
using static Waystation.Organisations.TreeWorld;

namespace Waystation.Organisations;

public class ChangeUnionTests
{
    [Fact]
    public async Task A_union_never_comes_to_stand_below_itself()
    {
        await using var world = await NewAsync();
        var big = await world.Found("grassroots", "总公司工会", world.Desheng);
        var small = await world.Found("grassroots", "分公司工会", big);

        Assert.Equal("would-be-a-circle", await Refused(() => world.Move(big, small, Today)));
        Assert.Equal("would-be-a-circle", await Refused(() => world.Move(big, big, Today)));
        Assert.Equal("would-be-a-circle", await Refused(() => world.Merge(big, small, Today)));
    }

    [Fact]
    public async Task A_circle_that_would_close_only_on_a_later_day_is_refused_too()
    {
        await using var world = await NewAsync();
        var (a, b) = (await world.Found("grassroots", "甲工会", world.Desheng), await world.Found("grassroots", "乙工会", world.Desheng));
        await world.Move(b, a, Today.AddYears(1));

        Assert.Equal("would-be-a-circle", await Refused(() => world.Move(a, b, Today)));
    }

    [Fact]
    public async Task What_cannot_move_says_why()
    {
        await using var world = await NewAsync();

        Assert.Equal("city-stands-alone", await Refused(() => world.Move(world.City, world.West, Today)));
        Assert.Equal("already-there", await Refused(() => world.Move(world.Desheng, world.West, Today)));
        Assert.Equal("kind-not-below", await Refused(() => world.Move(world.Desheng, world.City, Today)));
        Assert.Equal("day-out-of-reach", await Refused(() => world.Move(world.Desheng, world.East, DateOnly.MaxValue)));
    }

    [Fact]
    public async Task A_moved_street_takes_along_what_stands_below_it_and_the_past_stays()
    {
        await using var world = await NewAsync();

        await world.Move(world.Desheng, world.East, Day(2026, 1, 1));

        Assert.Equal(["德胜街道联合工会", "西城区德胜街道总工会"], (await world.Below(world.East, Day(2026, 1, 1))).Order(StringComparer.Ordinal));
        Assert.Equal(["西城区展览路街道总工会"], await world.Below(world.West, Day(2026, 1, 1)));
        Assert.Empty(await world.Below(world.East, Day(2025, 12, 31)));
        Assert.Equal(3, (await world.Below(world.West, Day(2025, 12, 31))).Count);
        Assert.Equal(5, (await world.Below(world.City, Day(2026, 1, 1))).Count);
    }

    [Fact]
    public async Task A_backdated_move_lasts_until_the_move_that_is_already_known()
    {
        await using var world = await NewAsync();
        var south = await world.Found("district-federation", "南城区总工会", world.City);
        await world.Move(world.Desheng, world.East, Day(2026, 6, 1));

        await world.Move(world.Desheng, south, Day(2026, 1, 1));

        Assert.Contains("西城区德胜街道总工会", await world.Below(south, Day(2026, 5, 31)));
        Assert.Contains("西城区德胜街道总工会", await world.Below(world.East, Day(2026, 6, 1)));
    }

    [Fact]
    public async Task A_move_on_the_day_of_another_corrects_it()
    {
        await using var world = await NewAsync();
        var south = await world.Found("district-federation", "南城区总工会", world.City);
        await world.Move(world.Desheng, world.East, Day(2026, 6, 1));

        await world.Move(world.Desheng, south, Day(2026, 6, 1));

        Assert.Empty(await world.Below(world.East, Day(2026, 6, 1)));
        Assert.Contains("西城区德胜街道总工会", await world.Below(south, Day(2026, 6, 1)));
    }

    [Fact]
    public async Task A_union_with_something_below_it_is_not_dissolved_and_is_told_what_stands_there()
    {
        await using var world = await NewAsync();

        var refusal = await Assert.ThrowsAsync<Refusal>(() => world.Dissolve(world.West, Today));

        Assert.Equal("organisations.stand-below", refusal.Sentence.Key);
        Assert.Contains("西城区展览路街道总工会", refusal.Sentence.In(Words.Chinese), StringComparison.Ordinal);
        Assert.Equal("city-stands-alone", await Refused(() => world.Dissolve(world.City, Today)));
    }

    [Fact]
    public async Task A_dissolved_union_is_gone_from_its_day_on_and_takes_nothing_new()
    {
        await using var world = await NewAsync();

        await world.Dissolve(world.Joint, Today);

        Assert.Contains("德胜街道联合工会", await world.Below(world.City, Today.AddDays(-1)));
        Assert.DoesNotContain("德胜街道联合工会", await world.Below(world.City, Today));
        Assert.Equal("not-standing-on", await Refused(() => world.Found("unit-shell", "甲公司", world.Joint)));
        Assert.Equal("not-standing-on", await Refused(() => world.Dissolve(world.Joint, Today.AddDays(1))));
        Assert.Equal("ends-already", await Refused(() => world.Dissolve(world.Joint, Today.AddDays(-1))));
    }

    [Fact]
    public async Task A_union_founded_today_does_not_end_today()
    {
        await using var world = await NewAsync();
        var id = await world.Found("grassroots", "甲工会", world.Desheng, Today);

        Assert.Equal("stood-no-day", await Refused(() => world.Dissolve(id, Today)));
    }

    [Fact]
    public async Task A_merged_union_hands_over_what_stands_below_it_and_says_where_it_went()
    {
        await using var world = await NewAsync();

        await world.Merge(world.Desheng, world.Zhanlanlu, Today);

        Assert.Equal(["德胜街道联合工会"], await world.Below(world.Zhanlanlu, Today));
        Assert.Equal(["德胜街道联合工会"], await world.Below(world.Desheng, Today.AddDays(-1)));
        Assert.Equal((Today, world.Zhanlanlu), ((await world.Union(world.Desheng)).DissolvedOn, (await world.Union(world.Desheng)).MergedInto));
    }

    [Fact]
    public async Task A_merge_is_refused_where_the_other_may_not_hold_what_comes()
    {
        await using var world = await NewAsync();

        var teachers = await world.Found("industry-union", "北京市教育工会", world.City);

        Assert.Equal("kind-not-below", await Refused(() => world.Merge(world.West, teachers, Today)));
        Assert.Equal("would-be-a-circle", await Refused(() => world.Merge(world.West, world.Zhanlanlu, Today)));
        Assert.Equal("not-merged-with-itself", await Refused(() => world.Merge(world.East, world.East, Today)));
    }

    [Fact]
    public async Task A_renamed_union_keeps_its_old_name_on_old_days()
    {
        await using var world = await NewAsync();
        await world.Rename(world.Desheng, "西城区德胜门街道总工会", Day(2026, 3, 1));

        Assert.Equal("rename-not-ahead", await Refused(() => world.Rename(world.Desheng, "甲", Today.AddDays(1))));
        Assert.Equal("renamed-later", await Refused(() => world.Rename(world.Desheng, "甲", Day(2026, 2, 1))));
        Assert.Equal("same-name", await Refused(() => world.Rename(world.Desheng, "西城区德胜门街道总工会", Today)));
        Assert.Equal("name-taken-in-city", await Refused(() => world.Rename(world.Desheng, "东城区总工会", Today)));
        await using var db = world.Database.NewContext();
        var former = await db.Set<FormerName>().SingleAsync(n => n.UnionId == world.Desheng);
        Assert.Equal(("西城区德胜街道总工会", Day(2026, 3, 1)), (former.Name, former.During.UpperBound));
    }
}
