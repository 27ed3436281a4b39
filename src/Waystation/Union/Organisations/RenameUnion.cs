using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Organisations;

/// <summary>A union gets another name from a day on; the tree as it was before that day still shows the old one.</summary>
public sealed class RenameUnion(WaystationDb db, TimeProvider clock)
{
    public async Task RunAsync(Guid unionId, string name, DateOnly on, CancellationToken ct = default)
    {
        TreeChange.RequireSaneDay(on, clock);
        var clean = UnionName.Clean(name);
        // The present name is what every list shows, so a name cannot be given ahead of its day.
        Rule.Require(on <= City.Today(clock), Say.NotAhead(City.Today(clock)));
        await TreeChange.RunAsync(db, async () =>
        {
            var union = await db.UnionAsync(unionId, ct);
            Rule.Require(union.StandsOn(on), Say.NotStandingOn(union.Name, on));
            Rule.Require(union.Name != clean, Say.SameName(union.Name));
            await GiveAsync(db, union, clean, on, ct);
        }, ct, line: new LogLine(db.By, Did.RenamedUnion, clock.GetUtcNow(), unionId));
    }

    internal static async Task GiveAsync(WaystationDb db, Union union, string name, DateOnly on, CancellationToken ct)
    {
        await KeepFormerNameAsync(db, union, on, ct);
        await db.Database.ExecuteSqlAsync($"UPDATE unions SET name = {name}, sort_key = {PinyinKey.Of(name)} WHERE id = {union.Id}", ct);
    }

    /// <summary>A second name on the same day corrects the first, which then never was a name.</summary>
    static async Task KeepFormerNameAsync(WaystationDb db, Union union, DateOnly on, CancellationToken ct)
    {
        var former = await db.Set<FormerName>().Where(n => n.UnionId == union.Id).Select(n => n.During).ToListAsync(ct);
        var since = former.Count == 0 ? union.EnteredOn : former.Max(d => d.UpperBound);
        Rule.Require(!(since > on), Say.RenamedLater(union.Name, since ?? on));
        if (since == on) return;

        await db.Database.ExecuteSqlAsync($"INSERT INTO union_former_names (union_id, name, during) VALUES ({union.Id}, {union.Name}, daterange({since}, {on}))", ct);
    }
}
