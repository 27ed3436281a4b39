using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Organisations;

/// <summary>
/// On a day one union goes into another: what stands below it then stands below the other, its members belong to the other,
/// and the merged one ends and keeps saying where it went.
/// </summary>
public sealed class MergeUnions(WaystationDb db, TimeProvider clock)
{
    public async Task RunAsync(Guid unionId, Guid intoId, DateOnly on, CancellationToken ct = default)
    {
        TreeChange.RequireSaneDay(on, clock);
        Rule.Require(unionId != intoId, Say.NotMergedWithItself);
        await TreeChange.RunAsync(db, async () =>
        {
            var (union, into) = (await db.UnionAsync(unionId, ct), await db.UnionAsync(intoId, ct));
            union.RequireCanEnd(on);
            MembersOf.RequireNotAhead(union, on, City.Today(clock));
            into.RequireStanding(on);
            var from = TreeChange.From(on);
            Rule.Require(!await db.Set<UnionLine>().AnyAsync(l => l.AboveId == unionId && l.BelowId == intoId && l.During.Overlaps(from), ct), Say.WouldBeACircle(union.Name, into.Name));

            await CarryBelowAsync(unionId, into, on, ct);
            await MembersOf.CarryAsync(db, union, into, on, ct);
            await TreeChange.EndAsync(db, unionId, on, mergedInto: intoId, ct);
        }, ct, line: new LogLine(db.By, Did.MergedUnions, clock.GetUtcNow(), unionId));
    }

    async Task CarryBelowAsync(Guid unionId, Union into, DateOnly on, CancellationToken ct)
    {
        var from = TreeChange.From(on);
        var edges = await db.Set<UnionParent>().AsNoTracking().Where(p => p.ParentId == unionId && p.During.Overlaps(from)).ToListAsync(ct);
        var ids = edges.Select(e => e.UnionId).ToHashSet();
        var kinds = await db.Set<Union>().AsNoTracking().Where(u => ids.Contains(u.Id)).Select(u => u.Kind).Distinct().ToListAsync(ct);
        foreach (var kind in kinds) into.RequireRoomFor(kind, on);

        foreach (var edge in edges)
            await TreeChange.RedirectAsync(db, edge, into.Id, Later(edge, on), ct);
    }

    /// <summary>What was to come below the merged union only later comes below the other on the same later day.</summary>
    static DateOnly Later(UnionParent edge, DateOnly on) =>
        edge.During.LowerBoundInfinite || edge.During.LowerBound < on ? on : edge.During.LowerBound;
}
