using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Organisations;

/// <summary>Questions to the tree. Each names its day.</summary>
public static class UnionQueries
{
    public static IQueryable<UnionLine> AsOf(this IQueryable<UnionLine> lines, DateOnly on) => lines.Where(l => l.During.Contains(on));

    public static IQueryable<UnionParent> AsOf(this IQueryable<UnionParent> parents, DateOnly on) => parents.Where(p => p.During.Contains(on));

    public static IQueryable<Union> StandingOn(this IQueryable<Union> unions, DateOnly on) =>
        unions.Where(u => (u.EnteredOn == null || u.EnteredOn <= on) && (u.DissolvedOn == null || u.DissolvedOn > on));

    /// <summary>What belongs to one of the unions or to any that stood below them on that day.</summary>
    // Always as of a day: a line without a day would also show what used to be below us.
    public static IQueryable<T> Under<T>(this IQueryable<T> things, IQueryable<UnionLine> lines, DateOnly on, params IEnumerable<Guid> unionIds)
        where T : class, IBelongToUnion =>
        things.Where(t => lines.AsOf(on).Where(l => unionIds.Contains(l.AboveId)).Select(l => l.BelowId).Contains(t.UnionId));

    /// <summary>The union with its kind and what that may hold; one nobody knows is refused.</summary>
    internal static async Task<Union> UnionAsync(this WaystationDb db, Guid id, CancellationToken ct) =>
        await db.Set<Union>().AsNoTracking().Include(u => u.Kind).ThenInclude(k => k.Allowed).SingleOrDefaultAsync(u => u.Id == id, ct)
        ?? throw new Refusal(Say.NoSuchUnion);
}
