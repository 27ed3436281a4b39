using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Organisations;

/// <summary>Whatever happens to the tree, its closure says the same as walking up the parents day by day, and as one drawn anew.</summary>
public class LinesTests
{
    static readonly DateOnly begin = new(2026, 1, 1);
    const int Days = 400;

    [Fact]
    public Task Random_changes_keep_the_lines_true() => Random_changes_keep_the_lines_true_for(seeds: 3);

    [Fact, Trait("kind", "long")]
    public Task Random_changes_keep_the_lines_true_for_many_seeds() => Random_changes_keep_the_lines_true_for(seeds: 40);

    static async Task Random_changes_keep_the_lines_true_for(int seeds)
    {
        await using var world = await TreeWorld.NewAsync();
        for (var seed = 1; seed <= seeds; seed++)
        {
            var branch = await RandomBranch.GrowAsync(world, seed, begin, Days);
            await using var db = world.Database.NewContext();

            foreach (var day in branch.RandomDays(12))
                Assert.Equal(await ByWalkingAsync(db, day), await ByLinesAsync(db, day));
            Assert.Equal(RandomBranch.Wanted, branch.Done);
        }

        await using var last = world.Database.NewContext();
        var kept = await NormalLinesAsync(last);
        await new RebuildLines(last).RunAsync();
        Assert.Equal(kept, await NormalLinesAsync(last));
    }

    /// <summary>The oracle: from each standing union up, one parent after another.</summary>
    static async Task<List<string>> ByWalkingAsync(WaystationDb db, DateOnly day)
    {
        var parents = await db.Set<UnionParent>().AsOf(day).ToDictionaryAsync(p => p.UnionId, p => p.ParentId);
        var lines = new List<string>();
        foreach (var id in await db.Set<Union>().StandingOn(day).Select(u => u.Id).ToListAsync())
            for (var (above, distance) = ((Guid?)id, 0); above is { } a; above = parents.TryGetValue(a, out var p) ? p : null, distance++)
                lines.Add($"{a} {id} {distance}");
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    static async Task<List<string>> ByLinesAsync(WaystationDb db, DateOnly day)
    {
        var lines = await db.Set<UnionLine>().AsOf(day).ToListAsync();
        return [.. lines.Select(l => $"{l.AboveId} {l.BelowId} {l.Distance}").Order(StringComparer.Ordinal)];
    }

    static Task<List<string>> NormalLinesAsync(WaystationDb db) => db.Database.SqlQuery<string>(
        $"""
        SELECT concat_ws(' ', above_id, below_id, distance, range_agg(during)) AS "Value"
        FROM union_lines GROUP BY above_id, below_id, distance ORDER BY 1
        """).ToListAsync();
}
