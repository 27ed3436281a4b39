using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>A security administrator gives somebody a post: within the reach of their own, and never to themselves.</summary>
public sealed class GivePost(Desk desk, AddOfficer add, BranchUnions unions)
{
    /// <returns>The account, and the token of its link; none where the account is set up already.</returns>
    public async Task<(Guid AccountId, string? Token)> RunAsync(string name, Role role, Guid unionId, bool below, CancellationToken ct)
    {
        Rule.Require(Account.KeyOf(name) != Account.KeyOf(desk.Caller.Name), Say.NotToYourself);
        Rule.Require(await unions.FindAsync(unionId, ct) is not null, Say.UnionBeyondReach);
        Rule.Require(!below || desk.Post.Below, Say.OnlyThisUnionIsYours);
        return await add.RunAsync(name, role, unionId, below, desk.Caller.Actor, ct);
    }
}
