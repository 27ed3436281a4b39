using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>The posts that an account holds today, with the names of their unions.</summary>
public sealed class HeldPosts(NpgsqlDataSource source, TimeProvider clock)
{
    public async Task<List<HeldPost>> OfAsync(Guid accountId, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            SELECT p.id, p.role, p.union_id, u.name, p.below FROM posts p JOIN unions u ON u.id = p.union_id
            WHERE p.account_id = $1 AND p.from_on <= $2 AND (p.until_on IS NULL OR p.until_on > $2) ORDER BY p.from_on, p.id
            """);
        command.With(accountId, City.Today(clock));
        await using var row = await command.ExecuteReaderAsync(ct);
        List<HeldPost> posts = [];
        while (await row.ReadAsync(ct)) posts.Add(new(row.GetGuid(0), Roles.Read(row.GetString(1))!.Value, row.GetGuid(2), row.GetString(3), row.GetBoolean(4), Reach.Of([row.GetGuid(2)])));
        return posts;
    }
}
