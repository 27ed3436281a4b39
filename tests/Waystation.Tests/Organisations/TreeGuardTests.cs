using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Organisations;

/// <summary>The database's own guards, for writers that ask no entity: bulk loads, hands at a console.</summary>
public class TreeGuardTests
{
    [Fact]
    public async Task A_circle_is_refused_by_the_database_itself_in_the_same_words()
    {
        await using var world = await TreeWorld.NewAsync();
        var (big, small) = (await world.Found("grassroots", "总公司工会", world.Desheng), Guid.Empty);
        small = await world.Found("grassroots", "分公司工会", big);

        var broken = await Broken(world, $"UPDATE union_parents SET parent_id = '{small}' WHERE union_id = '{big}'");

        Assert.Equal("「分公司工会」在「总公司工会」之下，不能再作它的上级。", DatabaseRule.Refusal(broken).Sentence.In(Words.Chinese));
    }

    [Theory]
    [InlineData("UPDATE union_parents SET parent_id = '{city}' WHERE union_id = '{desheng}'", "organisations.kind-not-below")]
    [InlineData("UPDATE unions SET dissolved_on = '2026-01-01' WHERE id = '{west}'", "organisations.something-below")]
    [InlineData("DELETE FROM union_parents WHERE union_id = '{joint}'", "organisations.without-a-parent")]
    [InlineData("UPDATE union_parents SET during = '[2026-01-01,)' WHERE union_id = '{joint}'", "organisations.without-a-parent")]
    [InlineData("UPDATE unions SET dissolved_on = '2026-01-01' WHERE id = '{joint}'", "organisations.without-a-parent")]
    [InlineData("UPDATE unions SET entered_on = '2026-01-01' WHERE id = '{joint}'", "organisations.without-a-parent")]
    [InlineData("SELECT union_add(gen_random_uuid(), 'grassroots', '甲', NULL, NULL, NULL, NULL, false, '')", "organisations.without-a-parent")]
    public async Task What_no_tree_may_be_is_refused(string sql, string why)
    {
        await using var world = await TreeWorld.NewAsync();

        var broken = await Broken(world, sql.Replace("{city}", $"{world.City}", StringComparison.Ordinal).Replace("{west}", $"{world.West}", StringComparison.Ordinal)
            .Replace("{desheng}", $"{world.Desheng}", StringComparison.Ordinal).Replace("{joint}", $"{world.Joint}", StringComparison.Ordinal));

        Assert.Equal((DatabaseRule.SqlState, why), (broken.SqlState, DatabaseRule.Refusal(broken).Sentence.Key));
    }

    [Fact]
    public async Task A_union_stands_below_one_parent_at_a_time()
    {
        await using var world = await TreeWorld.NewAsync();

        var broken = await Broken(world, $"INSERT INTO union_parents VALUES ('{world.Desheng}', '{world.East}', '[2026-01-01,)')");

        Assert.Equal("union_parents_one_at_a_time", broken.ConstraintName);
    }

    static async Task<PostgresException> Broken(TreeWorld world, string sql)
    {
        await using var command = world.Database.Source.CreateCommand(sql);
        return await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
    }
}
