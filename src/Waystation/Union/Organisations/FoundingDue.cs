using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;

namespace Waystation.Organisations;

/// <summary>A unit without a union of its own that is to found one.</summary>
public sealed record UnitToFound(Guid Id, string Name, string? Above, long Members);

/// <summary>The units of the branch whose founding is due (建会), those with the most members first.</summary>
public sealed class FoundingDue(Desk desk, WaystationDb db)
{
    const int Most = 500;

    public async Task<IReadOnlyList<UnitToFound>> ReadAsync(CancellationToken ct)
    {
        var (reach, today) = (desk.Post.Reach, desk.Today);
        return await db.Database.SqlQuery<UnitToFound>(
            $"""
            SELECT u.id AS "Id", u.name AS "Name", p.name AS "Above", (SELECT count(*) FROM memberships m WHERE m.union_id = u.id AND m.during @> {today}) AS "Members"
            FROM unions u LEFT JOIN union_parents e ON e.union_id = u.id AND e.during @> {today} LEFT JOIN unions p ON p.id = e.parent_id
            WHERE u.founding_due AND daterange(u.entered_on, u.dissolved_on) @> {today}
              AND ({reach.Everything} OR u.id = ANY ({reach.Listed}) OR EXISTS (SELECT FROM union_reach r WHERE r.above_id = {reach.Above} AND r.below_id = u.id AND r.during @> {reach.On}))
            ORDER BY 4 DESC, u.sort_key, u.id LIMIT {Most}
            """).ToListAsync(ct);
    }
}
