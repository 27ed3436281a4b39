using Npgsql;
using Waystation.Accounts;
using Waystation.Data;

namespace Waystation.Lives;

/// <summary>The streets of a desk's branch that have a federation, which answers for places there.</summary>
public sealed class BranchStreets(NpgsqlDataSource source, Desk desk)
{
    public async Task<BranchStreet?> FindAsync(string? code, CancellationToken ct) => (await AllAsync(ct)).FirstOrDefault(street => street.Code == code);

    public async Task<IReadOnlyList<BranchStreet>> AllAsync(CancellationToken ct)
    {
        await using var ask = source.CreateCommand(
            """
            SELECT DISTINCT ON (d.code, t.code) t.code, t.name, d.code, d.name, u.id FROM unions u
            JOIN divisions t ON t.code = u.division_code AND t.level = 'street' AND t.gone_on IS NULL JOIN divisions d ON d.code = t.parent_code
            WHERE u.kind = 'subdistrict-federation' AND (u.dissolved_on IS NULL OR u.dissolved_on > $4)
              AND ($1 OR u.id = ANY ($2) OR EXISTS (SELECT FROM union_reach l WHERE l.above_id = $3 AND l.below_id = u.id AND l.during @> $4))
            ORDER BY d.code, t.code, u.id
            """).With(desk.Post.Reach.Everything, desk.Post.Reach.Listed, desk.Post.Reach.Above, desk.Today);
        await using var row = await ask.ExecuteReaderAsync(ct);
        List<BranchStreet> streets = [];
        while (await row.ReadAsync(ct)) streets.Add(new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetGuid(4)));
        return streets;
    }
}
