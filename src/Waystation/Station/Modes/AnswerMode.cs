using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Evidence;
using Waystation.Logbook;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Modes;

/// <summary>A mode that a station is asked to join, and what it said.</summary>
public sealed record AskedMode(StationMode Mode, bool? Says);

/// <summary>The keeper says yes or no for the host. A yes makes the longer hours a change for a time, day by day; a no, or another mind, takes back those to come.</summary>
public sealed class AnswerMode(Desk desk, WaystationDb db, Database database)
{
    public async Task<IReadOnlyList<AskedMode>> AskedAsync(Station station, CancellationToken ct)
    {
        if (station.Status != StationStatus.Active) return [];

        // Past the reach, by rule: the order comes from above, and every station below is told of it.
        await using var db = database.NewContext();
        var (today, union) = (desk.Today, station.UnionId);
        var modes = await db.Set<StationMode>().AsNoTracking().Where(m => m.EndedAt == null && m.UntilOn >= today && db.Set<ReachLine>().Any(l => l.AboveId == m.UnionId && l.BelowId == union && l.During.Contains(today))).OrderBy(m => m.FromOn).ThenBy(m => m.MadeAt).ToListAsync(ct);
        var said = await desk.All<ModeAnswer>().Where(a => a.StationId == station.Id).ToDictionaryAsync(a => a.ModeId, a => a.SaysYes, ct);
        return modes.ConvertAll(mode => new AskedMode(mode, said.TryGetValue(mode.Id, out var yes) ? yes : null));
    }

    public Task RunAsync(Station station, Guid modeId, bool yes, CancellationToken ct) => db.InTurnAsync(station.Id, async () =>
    {
        // Whoever ends it at the same time has done so, or finds this answer.
        await db.Database.ExecuteSqlAsync($"SELECT FROM station_modes WHERE id = {modeId} FOR SHARE", ct);
        var mode = (await AskedAsync(station, ct)).FirstOrDefault(one => one.Mode.Id == modeId)?.Mode ?? throw new Refusal(Say.NotAsked);
        var answer = await desk.All<ModeAnswer>().SingleOrDefaultAsync(a => a.ModeId == modeId && a.StationId == station.Id, ct);
        var before = answer?.Changes ?? [];
        foreach (var change in await desk.All<StationException>().Where(c => before.Contains(c.Id) && c.UntilAt > desk.Now).ToListAsync(ct)) change.End(desk.Now);
        if (answer is null) desk.Add(answer = ModeAnswer.Of(modeId, station));

        // Everybody reads the reason: it is kept in Chinese, whatever the keeper reads.
        StationException[] made = yes ? [.. mode.WindowsAfter(desk.Now).Select(window => StationException.Make(station, ChangeKind.Open, Words.Say(Words.Chinese, $"modes.reason-{mode.Kind}"), window.From, window.Until, desk.Now))] : [];
        foreach (var change in made) desk.Add(change);
        answer.Say(yes, [.. made.Select(change => change.Id)], desk.Now);
        await desk.SaveAsync(Did.AnsweredStationMode, modeId, ct: ct);
    }, ct);
}
