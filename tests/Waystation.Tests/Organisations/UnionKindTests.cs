using Microsoft.EntityFrameworkCore;

namespace Waystation.Organisations;

public class UnionKindTests
{
    [Fact]
    public async Task Federations_departments_institutions_and_posts_hold_no_members()
    {
        await using var database = await TestDatabase.NewAsync();
        await using var db = database.NewContext();

        var holding = await db.Set<UnionKind>().Where(k => k.HoldsMembers).OrderBy(k => k.Rank).Select(k => k.Code).ToListAsync();

        Assert.Equal(["community-union", "joint-grassroots", "grassroots", "unit-shell", "union-group"], holding);
        Assert.Equal(["unit-shell", "union-group"], await db.Set<UnionKind>().Where(k => !k.HoldsTasks).OrderBy(k => k.Rank).Select(k => k.Code).ToListAsync());
    }

    [Fact]
    public async Task Every_kind_but_the_city_s_may_stand_below_some_other_and_all_have_two_names()
    {
        await using var database = await TestDatabase.NewAsync();
        await using var db = database.NewContext();

        var kinds = await db.Set<UnionKind>().Include(k => k.Allowed).ToListAsync();

        Assert.Equal(17, kinds.Count);
        Assert.Equal(["city-federation"], kinds.Where(k => !kinds.Any(other => other.MayHold(k))).Select(k => k.Code));
        Assert.Equal(["city-federation"], kinds.Where(k => k.StandsAlone).Select(k => k.Code));
        Assert.All(kinds, k => Assert.False(string.IsNullOrWhiteSpace(k.NameZh) || string.IsNullOrWhiteSpace(k.NameEn)));
    }
}
