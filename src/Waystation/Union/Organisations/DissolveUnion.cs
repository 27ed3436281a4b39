using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Organisations;

/// <summary>A union ends on a day, when nothing stands below it from that day on and nobody belongs to it.</summary>
public sealed class DissolveUnion(WaystationDb db, TimeProvider clock)
{
    const int Named = 3;

    public async Task RunAsync(Guid unionId, DateOnly on, CancellationToken ct = default)
    {
        TreeChange.RequireSaneDay(on, clock);
        await TreeChange.RunAsync(db, async () =>
        {
            var union = await db.UnionAsync(unionId, ct);
            union.RequireCanEnd(on);
            MembersOf.RequireNotAhead(union, on, City.Today(clock));
            await RequireNothingBelowAsync(union, on, ct);
            await MembersOf.RequireNobodyAsync(db, union, ct);

            await TreeChange.EndAsync(db, unionId, on, mergedInto: null, ct);
        }, ct, line: new LogLine(db.By, Did.DissolvedUnion, clock.GetUtcNow(), unionId));
    }

    async Task RequireNothingBelowAsync(Union union, DateOnly on, CancellationToken ct)
    {
        var from = TreeChange.From(on);
        var below = db.Set<UnionParent>().Where(p => p.ParentId == union.Id && p.During.Overlaps(from));
        var count = await below.CountAsync(ct);
        if (count == 0) return;

        var names = await db.Set<Union>().Where(u => below.Any(p => p.UnionId == u.Id)).OrderBy(u => u.SortKey).Select(u => u.Name).Take(Named).ToListAsync(ct);
        throw new Refusal(Say.StandBelow(union.Name, on, count, names));
    }
}
