using Waystation.Accounts;
using Waystation.Data;
using Waystation.Organisations;
using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>What was typed after <c>add-officer</c>.</summary>
sealed record OfficerOrder(string Name, string Role, string Union, bool Only, string Site);

/// <summary>The first sign-in of a real installation: a post, and a one-time link to set up the account that holds it.</summary>
sealed class RunAddOfficer(Speech speech)
{
    public async Task<int> RunAsync(DataFolder folder, string? db, OfficerOrder order, CancellationToken ct)
    {
        var role = Roles.Read(order.Role) ?? throw new Refusal(new Sentence("accounts.role-unknown", order.Role, string.Join(", ", Roles.All.Select(r => r.Code()))));
        await using var house = await House.OpenAsync(folder, db, Console.Error.WriteLine, ct);
        var union = await UnionAsync(house, order.Union, ct);
        var links = new SetUpLinks(house.Database, house.Vault, new Passwords(), house.Clock);
        var (account, token) = await new AddOfficer(house.Database, links, house.Clock).RunAsync(order.Name, role, union, below: !order.Only, Actor.Command, ct);

        var link = token is null ? null : $"{order.Site.TrimEnd('/')}/desk/set-up/{token}";
        speech.Tell(Words.Say("commands.officer-added", order.Name, Words.Say($"accounts.role-{role.Code()}"), order.Union));
        speech.Result(link is null ? Words.Say("commands.officer-set-up") : Words.Say("commands.officer-link", link), new { account, role = role.Code(), union, link });
        return ExitCode.Done;
    }

    static async Task<Guid> UnionAsync(House house, string named, CancellationToken ct)
    {
        await using var context = house.Database.NewContext();
        var tree = new UnionTree(context);
        var today = City.Today(house.Clock);
        if (Guid.TryParse(named, out var id) && await tree.ShowAsync(id, today, ct: ct) is not null) return id;

        var found = await tree.NamedAsync(named, today, ct);
        Rule.Require(found.Count > 0, new Sentence("commands.union-unknown", named));
        Rule.Require(found.Count == 1, new Sentence("commands.union-ambiguous", named, found.Count, string.Join("; ", found.Select(u => $"{u.Id} ({u.Above})"))));
        return found[0].Id;
    }
}
