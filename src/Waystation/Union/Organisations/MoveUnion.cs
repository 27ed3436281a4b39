using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Organisations;

/// <summary>
/// From a day on, a union stands with everything below it under another parent. A move that is already decided for a later
/// day keeps its day: the new place lasts until then.
/// </summary>
public sealed class MoveUnion(WaystationDb db, TimeProvider clock)
{
    public async Task RunAsync(Guid unionId, Guid parentId, DateOnly on, CancellationToken ct = default)
    {
        TreeChange.RequireSaneDay(on, clock);
        await TreeChange.RunAsync(db, async () =>
        {
            var (union, parent) = (await db.UnionAsync(unionId, ct), await db.UnionAsync(parentId, ct));
            Rule.Require(!union.Kind.StandsAlone, Say.TheCityStandsAlone(union.Name));
            Rule.Require(union.StandsOn(on), Say.NotStandingOn(union.Name, on));
            parent.RequireRoomFor(union.Kind, on);

            var edge = await db.Set<UnionParent>().AsNoTracking().AsOf(on).SingleAsync(p => p.UnionId == unionId, ct);
            Rule.Require(edge.ParentId != parentId, Say.AlreadyThere(union.Name, parent.Name));
            var days = edge.RestFrom(on);
            Rule.Require(!await db.Set<UnionLine>().AnyAsync(l => l.AboveId == unionId && l.BelowId == parentId && l.During.Overlaps(days), ct), Say.WouldBeACircle(union.Name, parent.Name));

            await TreeChange.RedirectAsync(db, edge, parentId, on, ct);
        }, ct, line: new LogLine(db.By, Did.MovedUnion, clock.GetUtcNow(), unionId));
    }
}
