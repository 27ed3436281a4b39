using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Places;

namespace Waystation.Modes;

/// <summary>A mode with how many of the desk's own stations were asked, have answered, and open longer. Who said no stands on no list.</summary>
/// <param name="IsOwn">This desk may end it.</param>
public sealed record CountedMode(StationMode Mode, int Asked, int Answered, int Longer, IReadOnlyList<string> OpenLonger, bool IsOwn);

/// <summary>What a desk asks about modes: its own, those ordered above it, and those of its districts.</summary>
public sealed class ModeLists(Desk desk, Database database)
{
    const int Most = 30;

    /// <summary>The last first.</summary>
    public async Task<IReadOnlyList<CountedMode>> AllAsync(CancellationToken ct)
    {
        var own = await desk.All<StationMode>().OrderByDescending(m => m.UntilOn).ThenByDescending(m => m.MadeAt).Take(Most).ToListAsync(ct);
        var above = await AboveAsync(ct);
        List<CountedMode> counted = [];
        foreach (var mode in own.Concat(above).DistinctBy(m => m.Id).OrderByDescending(m => m.UntilOn).ThenByDescending(m => m.MadeAt)) counted.Add(await CountAsync(mode, own.Contains(mode), ct));
        return counted;
    }

    /// <summary>Past the reach, by rule: an order from above is told to those below it.</summary>
    async Task<IReadOnlyList<StationMode>> AboveAsync(CancellationToken ct)
    {
        await using var db = database.NewContext();
        var (today, union) = (desk.Today, desk.Post.UnionId);
        return await db.Set<StationMode>().AsNoTracking().Where(m => m.EndedAt == null && m.UntilOn >= today && db.Set<ReachLine>().Any(l => l.AboveId == m.UnionId && l.BelowId == union && l.During.Contains(today))).ToListAsync(ct);
    }

    async Task<CountedMode> CountAsync(StationMode mode, bool isOwn, CancellationToken ct)
    {
        var answers = await (from answer in desk.All<ModeAnswer>() join station in desk.All<Station>() on answer.StationId equals station.Id where answer.ModeId == mode.Id orderby station.Code select new { answer.SaysYes, station.Name }).ToListAsync(ct);
        var asked = await AskedAsync(mode, ct);
        return new(mode, asked, answers.Count, answers.Count(a => a.SaysYes), [.. answers.Where(a => a.SaysYes).Select(a => a.Name)], isOwn && mode.HoldsOn(desk.Today));
    }

    /// <summary>Of this desk's stations those below whoever ordered it.</summary>
    async Task<int> AskedAsync(StationMode mode, CancellationToken ct)
    {
        await using var db = database.NewContext(desk.Post.Reach, desk.Caller.Actor);
        var today = desk.Today;
        return await db.Set<Station>().CountAsync(s => s.Status == StationStatus.Active && db.Set<ReachLine>().Any(l => l.AboveId == mode.UnionId && l.BelowId == s.UnionId && l.During.Contains(today)), ct);
    }
}
