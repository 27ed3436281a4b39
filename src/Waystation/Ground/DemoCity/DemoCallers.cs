using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Keepers;
using Waystation.Shared;

namespace Waystation.DemoCity;

/// <summary>The demo's colleagues, as who they act where something is made in their name.</summary>
sealed class DemoCallers(House house, TimeProvider clock)
{
    /// <summary>Whoever holds that post.</summary>
    public async Task<Caller> OfficerAsync(Role role, CancellationToken ct)
    {
        await using var db = house.Database.NewContext();
        var found = await (from post in db.Set<Post>() join account in db.Set<Account>() on post.AccountId equals account.Id where post.Role == role select new { account.Id, account.Name, Post = post }).FirstAsync(ct);
        var held = new HeldPost(found.Post.Id, role, found.Post.UnionId, "", Below: true, Reach.Below(found.Post.UnionId, City.Today(clock)));
        return new Caller(Guid.CreateVersion7(), found.Id, AccountKind.Staff, found.Name, null, null, null, Guid.CreateVersion7(), held);
    }

    public async Task<Caller> KeeperAsync(StationKeeper keeper, CancellationToken ct)
    {
        await using var db = house.Database.NewContext();
        var found = await (from post in db.Set<Post>() join account in db.Set<Account>() on post.AccountId equals account.Id where post.AccountId == keeper.AccountId select new { account.Id, account.Name, Post = post }).FirstAsync(ct);
        var held = new HeldPost(found.Post.Id, Role.StationKeeper, found.Post.UnionId, "", Below: false, Reach.AtStation(keeper.UnionId, keeper.StationId), keeper.StationId);
        return new Caller(Guid.CreateVersion7(), found.Id, AccountKind.Keeper, found.Name, null, null, null, Guid.CreateVersion7(), held);
    }
}
