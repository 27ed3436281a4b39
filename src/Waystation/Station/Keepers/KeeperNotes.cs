using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Keepers;

/// <summary>A message with who of the station has read it.</summary>
public sealed record ToldNote(KeeperNote Note, IReadOnlyList<NoteRead> Reads);

/// <summary>Short messages of an officer to a station's keepers: written, seen, read.</summary>
public sealed class KeeperNotes(Desk desk, WaystationDb db)
{
    const int Most = 20;

    public async Task WriteAsync(Station station, string? text, CancellationToken ct)
    {
        var note = KeeperNote.Of(station, desk.Post.Id, text, desk.Now);
        Rule.Require(await desk.All<StationKeeper>().AnyAsync(k => k.StationId == station.Id && k.WithdrawnAt == null, ct), Say.NobodyToRead);
        desk.Add(note);
        await desk.SaveAsync(Did.WroteToKeepers, station.Id, ct: ct);
    }

    /// <summary>What whoever is signed in here has not read, the oldest first. What was written before they came is not for them.</summary>
    public async Task<IReadOnlyList<KeeperNote>> UnreadAsync(Guid station, CancellationToken ct)
    {
        if (await MeAsync(ct) is not { } me) return [];

        return await desk.All<KeeperNote>().Where(n => n.StationId == station && n.MadeAt >= me.MadeAt && !db.Set<NoteRead>().Any(r => r.NoteId == n.Id && r.KeeperId == me.Id))
            .OrderBy(n => n.MadeAt).Take(Most).AsNoTracking().ToListAsync(ct);
    }

    /// <summary>A second tap changes nothing.</summary>
    public async Task ReadAsync(Guid id, CancellationToken ct)
    {
        var me = await MeAsync(ct) ?? throw new Refusal(Say.NoSuchKeeper);
        var note = await desk.FindAsync<KeeperNote>(id, ct) ?? throw new Refusal(Say.NoSuchNote);
        if (await db.Set<NoteRead>().AnyAsync(r => r.NoteId == note.Id && r.KeeperId == me.Id, ct)) return;

        db.Add(NoteRead.Of(note, me, desk.Now));
        try
        {
            await desk.SaveAsync(Did.ReadNote, note.Id, ct: ct);
        }
        catch (DbUpdateException twice) when (twice.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>The last ones, for whoever wrote them.</summary>
    public async Task<IReadOnlyList<ToldNote>> ToldAsync(Guid station, CancellationToken ct)
    {
        var notes = await desk.All<KeeperNote>().Where(n => n.StationId == station).OrderByDescending(n => n.MadeAt).Take(Most).AsNoTracking().ToListAsync(ct);
        var ids = notes.ConvertAll(n => n.Id);
        var reads = (await db.Set<NoteRead>().Where(r => ids.Contains(r.NoteId)).OrderBy(r => r.ReadAt).AsNoTracking().ToListAsync(ct)).ToLookup(r => r.NoteId);
        return notes.ConvertAll(n => new ToldNote(n, [.. reads[n.Id]]));
    }

    Task<StationKeeper?> MeAsync(CancellationToken ct) => desk.All<StationKeeper>().SingleOrDefaultAsync(k => k.AccountId == desk.Caller.AccountId && k.WithdrawnAt == null, ct);
}
