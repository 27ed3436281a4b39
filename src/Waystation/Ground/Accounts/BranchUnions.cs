using Npgsql;
using Waystation.Data;

namespace Waystation.Accounts;

/// <summary>A union that was meant by what somebody typed.</summary>
public sealed record UnionMeant(Guid Id, string Name, string? Above);

/// <summary>Unions within a desk's reach, found by their names. What lies outside is not found, like what does not exist.</summary>
public sealed class BranchUnions(NpgsqlDataSource source, Desk desk)
{
    const int Most = 12;

    /// <summary>The one called exactly so; else those whose names hold it, to choose from.</summary>
    public async Task<IReadOnlyList<UnionMeant>> MeantAsync(string typed, CancellationToken ct)
    {
        var found = await FindAsync(typed, null, ct);
        var exact = found.Where(one => one.IsExact).Select(one => one.Union).ToList();
        return exact.Count > 0 ? exact : [.. found.Select(one => one.Union)];
    }

    public async Task<UnionMeant?> FindAsync(Guid id, CancellationToken ct) => (await FindAsync("", id, ct)).Select(one => one.Union).SingleOrDefault();

    async Task<List<(UnionMeant Union, bool IsExact)>> FindAsync(string typed, Guid? id, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            SELECT u.id, u.name, a.name, u.name_key = union_name_key($1) FROM unions u
            LEFT JOIN union_parents e ON e.union_id = u.id AND e.during @> $6 LEFT JOIN unions a ON a.id = e.parent_id
            WHERE ($2::uuid IS NULL OR u.id = $2) AND position(union_name_key($1) IN u.name_key) > 0 AND (u.dissolved_on IS NULL OR u.dissolved_on > $6)
              AND ($3 OR u.id = ANY ($4) OR EXISTS (SELECT FROM union_reach l WHERE l.above_id = $5 AND l.below_id = u.id AND l.during @> $6))
            ORDER BY 4 DESC, length(u.name), u.sort_key LIMIT $7
            """);
        var reach = desk.Post.Reach;
        command.With(typed, id, reach.Everything, reach.Listed, reach.Above, desk.Today, Most);
        await using var row = await command.ExecuteReaderAsync(ct);
        List<(UnionMeant, bool)> found = [];
        while (await row.ReadAsync(ct)) found.Add((new(row.GetGuid(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2)), row.GetBoolean(3)));
        return found;
    }
}
