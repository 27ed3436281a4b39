using Microsoft.EntityFrameworkCore;
using Waystation.Data;

namespace Waystation.Organisations;

/// <summary>
/// The tree as people look at it: one union, those above it, one page of those directly below it, all as of a day.
/// Nobody ever gets the whole tree.
/// </summary>
public sealed class UnionTree(WaystationDb db)
{
    public const int PageSize = 50;
    const int MostFound = 50;

    /// <param name="id">None: the city's own.</param>
    /// <param name="after">The last union of the page before.</param>
    /// <returns>None where there is no such union.</returns>
    public async Task<UnionView?> ShowAsync(Guid? id, DateOnly on, Guid? after = null, CancellationToken ct = default)
    {
        var shown = await db.Set<Union>().AsNoTracking().Include(u => u.Kind)
            .SingleOrDefaultAsync(u => id == null ? u.Kind.StandsAlone : u.Id == id, ct);
        if (shown is null) return null;

        var below = await BelowAsync(shown.Id, on, after, ct);
        return new UnionView(
            shown,
            await NameAsync(shown, on, ct),
            await ByIdAsync(shown.MergedInto, ct),
            await AboveAsync(shown.Id, on, ct),
            await CountsAsync(shown.Id, on, ct),
            await MembersAsync(shown.Id, below.Select(b => b.Id), on, ct),
            [.. below.Take(PageSize)],
            below.Count > PageSize ? below[PageSize - 1].Id : null);
    }

    /// <summary>Which of these the context reaches.</summary>
    public async Task<IReadOnlySet<Guid>> ReachedAsync(Guid[] unions, CancellationToken ct = default)
    {
        var reach = db.Reach;
        if (reach.Everything) return unions.ToHashSet();

        var below = await db.Set<UnionLine>().Where(l => l.AboveId == reach.Above && unions.Contains(l.BelowId) && l.During.Contains(reach.On)).Select(l => l.BelowId).ToListAsync(ct);
        return unions.Where(u => reach.Listed.Contains(u) || below.Contains(u)).ToHashSet();
    }

    /// <summary>Unions within reach, standing on that day, whose name contains the text, however typed; the shortest names first.</summary>
    public async Task<IReadOnlyList<UnionFound>> SearchAsync(string text, DateOnly on, CancellationToken ct = default)
    {
        var key = NameKey.Of(text);
        if (key == "") return [];

        return await db.Database.SqlQuery<UnionFound>(
            $"""
            SELECT u.id AS "Id", u.name AS "Name", k.name_zh AS "KindZh", k.name_en AS "KindEn", p.name AS "Above"
            FROM unions u
            JOIN union_kinds k ON k.code = u.kind
            LEFT JOIN union_parents e ON e.union_id = u.id AND e.during @> {on}
            LEFT JOIN unions p ON p.id = e.parent_id
            WHERE ({db.Reach.Everything} OR u.id = ANY ({db.Reach.Listed}) OR EXISTS (SELECT FROM union_reach r WHERE r.above_id = {db.Reach.Above} AND r.below_id = u.id AND r.during @> {db.Reach.On}))
              AND position({key} IN u.name_key) > 0 AND daterange(u.entered_on, u.dissolved_on) @> {on}
            ORDER BY length(u.name_key), k.rank, u.sort_key, u.id LIMIT {MostFound}
            """).ToListAsync(ct);
    }

    /// <summary>Unions standing on that day that are called exactly so, however typed.</summary>
    public async Task<IReadOnlyList<UnionFound>> NamedAsync(string name, DateOnly on, CancellationToken ct = default)
    {
        var key = NameKey.Of(name);
        return [.. (await SearchAsync(name, on, ct)).Where(f => NameKey.Of(f.Name) == key)];
    }

    /// <summary>The kinds of union that may stand directly below one of this kind.</summary>
    public async Task<IReadOnlyList<UnionKind>> KindsBelowAsync(string kind, CancellationToken ct = default) =>
        await db.Set<UnionKind>().AsNoTracking().Where(k => db.Set<UnionKindBelow>().Any(b => b.Kind == kind && b.Below == k.Code)).OrderBy(k => k.Rank).ToListAsync(ct);

    /// <summary>One more than a page, so that the page knows whether another follows.</summary>
    Task<List<UnionBelow>> BelowAsync(Guid id, DateOnly on, Guid? after, CancellationToken ct) => db.Database.SqlQuery<UnionBelow>(
        $"""
        WITH page AS MATERIALIZED (
            SELECT u.id, u.name, u.founding_due, u.sort_key, k.rank, k.name_zh, k.name_en
            FROM union_parents e JOIN unions u ON u.id = e.union_id JOIN union_kinds k ON k.code = u.kind
            WHERE e.parent_id = {id} AND e.during @> {on}
              AND ({after}::uuid IS NULL OR (k.rank, u.sort_key, u.id) >
                  (SELECT ka.rank, a.sort_key, a.id FROM unions a JOIN union_kinds ka ON ka.code = a.kind WHERE a.id = {after}))
            ORDER BY k.rank, u.sort_key, u.id LIMIT {PageSize + 1})
        SELECT p.id AS "Id", coalesce(f.name, p.name) AS "Name", p.name_zh AS "KindZh", p.name_en AS "KindEn", p.founding_due AS "FoundingDue",
            (SELECT count(*) FROM union_parents c WHERE c.parent_id = p.id AND c.during @> {on}) AS "Unions"
        FROM page p LEFT JOIN union_former_names f ON f.union_id = p.id AND f.during @> {on}
        ORDER BY p.rank, p.sort_key, p.id
        """).ToListAsync(ct);

    /// <summary>Members of the shown union with all below it (under its own id), and of each listed one with all below that, in one count.</summary>
    Task<Dictionary<Guid, long>> MembersAsync(Guid id, IEnumerable<Guid> below, DateOnly on, CancellationToken ct)
    {
        Guid[] listed = [.. below];
        return db.Database.SqlQuery<UnionMembers>(
            $"""
            WITH own AS MATERIALIZED (SELECT union_id, members FROM union_members_below({id}, {on}) WHERE members > 0)
            SELECT {id} AS "Id", coalesce(sum(members), 0)::bigint AS "Members" FROM own
            UNION ALL
            SELECT l.above_id, sum(own.members)::bigint FROM own JOIN union_lines l ON l.below_id = own.union_id
            WHERE l.above_id = ANY ({listed}) AND l.during @> {on} GROUP BY l.above_id
            """).ToDictionaryAsync(m => m.Id, m => m.Members, ct);
    }

    Task<UnionCounts> CountsAsync(Guid id, DateOnly on, CancellationToken ct) => db.Database.SqlQuery<UnionCounts>(
        $"""
        SELECT (SELECT count(*) FROM union_parents c WHERE c.parent_id = {id} AND c.during @> {on}) AS "Directly",
            (SELECT count(*) FROM union_lines l WHERE l.above_id = {id} AND l.distance > 0 AND l.during @> {on}) AS "Below"
        """).SingleAsync(ct);

    async Task<IReadOnlyList<NamedUnion>> AboveAsync(Guid id, DateOnly on, CancellationToken ct) => await db.Database.SqlQuery<NamedUnion>(
        $"""
        SELECT u.id AS "Id", coalesce(f.name, u.name) AS "Name"
        FROM union_lines l JOIN unions u ON u.id = l.above_id LEFT JOIN union_former_names f ON f.union_id = u.id AND f.during @> {on}
        WHERE l.below_id = {id} AND l.distance > 0 AND l.during @> {on}
        ORDER BY l.distance DESC
        """).ToListAsync(ct);

    async Task<string> NameAsync(Union union, DateOnly on, CancellationToken ct) =>
        await db.Set<FormerName>().Where(n => n.UnionId == union.Id && n.During.Contains(on)).Select(n => n.Name).SingleOrDefaultAsync(ct) ?? union.Name;

    async Task<NamedUnion?> ByIdAsync(Guid? id, CancellationToken ct) =>
        id is null ? null : await db.Set<Union>().Where(u => u.Id == id).Select(u => new NamedUnion(u.Id, u.Name)).SingleAsync(ct);
}
