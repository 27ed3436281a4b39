using static Waystation.Organisations.TreeWorld;

namespace Waystation.Organisations;

/// <summary>What becomes of the people when their union is merged or dissolved.</summary>
public class MembersCarriedTests
{
    [Fact]
    public async Task A_union_with_members_is_not_dissolved()
    {
        await using var world = await NewAsync();
        await JoinAsync(world, world.Joint, Day(2020, 1, 1));

        Assert.Equal("members-belong", await Refused(() => world.Dissolve(world.Joint, Today)));
    }

    [Fact]
    public async Task Members_are_not_merged_into_a_federation_nor_ahead_of_the_day_nor_before_they_joined()
    {
        await using var world = await NewAsync();
        var other = await world.Found("joint-grassroots", "展览路街道联合工会", world.Zhanlanlu);
        await JoinAsync(world, world.Joint, Day(2026, 5, 1));

        Assert.Equal("holds-no-members", await Refused(() => world.Merge(world.Joint, world.Zhanlanlu, Today)));
        Assert.Equal("after-today", await Refused(() => world.Merge(world.Joint, other, Today.AddDays(1))));
        Assert.Equal("joined-since", await Refused(() => world.Merge(world.Joint, other, Day(2026, 4, 30))));
    }

    [Fact]
    public async Task Merged_members_belong_to_the_other_from_the_day_on_and_to_the_old_one_before()
    {
        await using var world = await NewAsync();
        var other = await world.Found("joint-grassroots", "展览路街道联合工会", world.Zhanlanlu);
        await JoinAsync(world, world.Joint, Day(2020, 1, 1));

        await world.Merge(world.Joint, other, Day(2026, 6, 1));

        Assert.Equal((0, 1), (await MembersAsync(world, world.Zhanlanlu, Day(2026, 5, 31)), await MembersAsync(world, world.Zhanlanlu, Day(2026, 6, 1))));
        Assert.Equal((1, 0), (await MembersAsync(world, world.Desheng, Day(2026, 5, 31)), await MembersAsync(world, world.Desheng, Day(2026, 6, 1))));
        Assert.Equal((1, 1), (await MembersAsync(world, world.City, Day(2026, 5, 31)), await MembersAsync(world, world.City, Day(2026, 6, 1))));
    }

    static async Task JoinAsync(TreeWorld world, Guid union, DateOnly on)
    {
        await using var command = world.Database.Source.CreateCommand(
            """
            INSERT INTO members (id, union_id, state, name, document_kind, document_index, secrets, joined_on, joined_on_stated, belongs_since, form_digest, reported_on)
            VALUES (gen_random_uuid(), $1, 'member', '李明', '居民身份证', gen_random_uuid(), '\x00', $2, true, $2, gen_random_uuid(), $2)
            """);
        command.Parameters.AddWithValue(union);
        command.Parameters.AddWithValue(on);
        await command.ExecuteNonQueryAsync();
    }

    static async Task<long> MembersAsync(TreeWorld world, Guid union, DateOnly on)
    {
        await using var db = world.Database.NewContext();
        return (await new UnionTree(db).ShowAsync(union, on))!.MembersOf(union);
    }
}
