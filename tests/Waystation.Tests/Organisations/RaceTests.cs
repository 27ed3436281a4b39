using Npgsql;
using Waystation.Shared;

namespace Waystation.Organisations;

/// <summary>Two opposite moves at once (甲 below 乙, 乙 below 甲): one of them is refused, because both wait for one lock.</summary>
public class RaceTests
{
    [Fact]
    public async Task Two_opposite_moves_at_once_never_make_a_circle()
    {
        await using var world = await TreeWorld.NewAsync();

        for (var round = 0; round < 10; round++)
            Assert.Equal(1, await MoveBothWaysAsync(world, round));
    }

    [Fact]
    public async Task Without_the_lock_the_same_two_moves_do_make_a_circle()
    {
        await using var world = await TreeWorld.NewAsync();
        await using (var off = world.Database.Source.CreateCommand("CREATE OR REPLACE FUNCTION union_tree_lock() RETURNS void LANGUAGE sql AS 'SELECT pg_sleep(0.02)'"))
            await off.ExecuteNonQueryAsync();

        var circles = 0;
        for (var round = 0; round < 20 && circles == 0; round++)
            if (await MoveBothWaysAsync(world, round) == 2) circles++;

        Assert.Equal(1, circles);
    }

    /// <returns>How many of the two moves were done.</returns>
    static async Task<int> MoveBothWaysAsync(TreeWorld world, int round)
    {
        var (a, b) = (await world.Found("grassroots", $"甲{round}", world.Desheng), await world.Found("grassroots", $"乙{round}", world.Desheng));
        var moves = await Task.WhenAll(TryAsync(() => world.Move(a, b, TreeWorld.Today)), TryAsync(() => world.Move(b, a, TreeWorld.Today)));
        return moves.Count(done => done);
    }

    static async Task<bool> TryAsync(Func<Task> move)
    {
        try
        {
            await move();
            return true;
        }
        catch (Exception refused) when (refused is Refusal or PostgresException)
        {
            return false;
        }
    }
}
