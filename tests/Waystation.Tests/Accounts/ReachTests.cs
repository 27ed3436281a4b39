using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.Members;
using Waystation.Organisations;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>A context narrowed to a branch shows that branch and nothing else, however it is asked.</summary>
public class ReachTests
{
    static readonly Actor somebody = Actor.System;

    static async Task<(TestHouse Web, Branch Branch)> CityAsync() => await Walk.InAsync();

    static async Task<int> MembersAsync(TestHouse web, Reach reach)
    {
        await using var db = web.House.Database.NewContext(reach, somebody);
        return await db.Set<Member>().CountAsync();
    }

    static DateOnly Today(TestHouse web) => City.Today(web.House.Clock);

    [Fact]
    public async Task Each_kind_of_reach_shows_its_own_and_an_unnarrowed_context_shows_all()
    {
        var (web, branch) = await CityAsync();
        await using var closing = web;
        await using var all = web.House.Database.NewContext();
        var shells = await all.Set<Member>().Select(m => m.UnionId).ToListAsync();

        Assert.Equal(0, await MembersAsync(web, Reach.Nowhere));
        Assert.Equal(0, await MembersAsync(web, Reach.Of([])));
        Assert.Equal(0, await MembersAsync(web, Reach.Of([branch.Own, branch.Sibling])));
        Assert.Equal(1, await MembersAsync(web, Reach.Of([shells[0]])));
        Assert.Equal(1, await MembersAsync(web, Reach.Below(branch.Own, Today(web))));
        Assert.Equal(2, await MembersAsync(web, Reach.Below(branch.Parent, Today(web))));
        Assert.Equal(2, await MembersAsync(web, Reach.Everywhere));
        Assert.Equal(2, shells.Count);
    }

    [Fact]
    public async Task The_reach_holds_in_joins_in_counts_and_by_id()
    {
        var (web, branch) = await CityAsync();
        await using var closing = web;
        await using var db = web.House.Database.NewContext(Reach.Below(branch.Own, Today(web)), somebody);
        var foreign = await RouteIds.IdAsync(web.House, $"SELECT m.id FROM members m JOIN union_lines l ON l.below_id = m.union_id WHERE l.above_id = '{branch.Sibling}'");

        Assert.Null(await db.Set<Member>().SingleOrDefaultAsync(m => m.Id == foreign));
        Assert.Null(await db.Set<Member>().FindAsync(foreign));
        Assert.Equal(1, await db.Set<Union>().SelectMany(u => db.Set<Member>().Where(m => m.UnionId == u.Id)).CountAsync());
        Assert.Equal(1, await db.Set<Union>().CountAsync(u => db.Set<Member>().Any(m => m.UnionId == u.Id)));
        Assert.Equal(1, await (from u in db.Set<Union>() join m in db.Set<Member>() on u.Id equals m.UnionId select m.Name).CountAsync());
        Assert.Equal(0, await db.Set<Member>().Where(m => m.Id == foreign).ExecuteDeleteAsync());
    }

    [Fact]
    public async Task A_post_reaches_what_stands_below_today_and_no_longer_what_was_moved_away()
    {
        var (web, branch) = await CityAsync();
        await using var closing = web;
        var (own, sibling) = (await web.StaffAsync(Role.DistrictOfficer, branch.Own), await web.StaffAsync(Role.DistrictOfficer, branch.Sibling));
        var address = $"/unions/{branch.Child}";
        Assert.Equal((200, 404), ((int)(await own.GetAsync(address)).StatusCode, (int)(await sibling.GetAsync(address)).StatusCode));

        await using (var db = web.House.Database.NewContext()) await new MoveUnion(db, web.House.Clock).RunAsync(branch.Child, branch.Sibling, Today(web));

        Assert.Equal((404, 200), ((int)(await own.GetAsync(address)).StatusCode, (int)(await sibling.GetAsync(address)).StatusCode));
    }

    [Fact]
    public async Task A_branch_of_many_unions_is_asked_of_the_tree_and_a_small_one_sent_as_a_list()
    {
        var (web, branch) = await CityAsync();
        await using var closing = web;
        var sessions = new Sessions(web.House.Database.Source, web.House.Clock);
        // Itself, its street, and what the import made there: the joint union and the unit's shell.
        Assert.Equal(4, (await ReachOfAsync(web, sessions, branch.Own, true)).Listed.Length);
        Assert.Equal([branch.Own], (await ReachOfAsync(web, sessions, branch.Own, false)).Listed);
        Assert.True((await ReachOfAsync(web, sessions, branch.Parent, true)).Everything);

        await using var many = web.House.Database.Source.CreateCommand(
            $"SELECT count(union_add(gen_random_uuid(), 'joint-grassroots', '联合工会' || n, '{branch.Child}', NULL, NULL, NULL, false, '')) FROM generate_series(1, 500) n");
        await many.ExecuteNonQueryAsync();

        var large = await ReachOfAsync(web, sessions, branch.Own, true);
        Assert.Equal((branch.Own, 0), (large.Above, large.Listed.Length));
        Assert.Equal(1, await MembersAsync(web, large));
    }

    static async Task<Reach> ReachOfAsync(TestHouse web, Sessions sessions, Guid union, bool below)
    {
        var (_, cookie) = await web.StaffWithCookieAsync(Role.DistrictOfficer, union, below);
        return (await sessions.FindAsync(System.Buffers.Text.Base64Url.DecodeFromChars(cookie), default))!.Post!.Reach;
    }
}
