using Microsoft.EntityFrameworkCore;
using Waystation.Data;

namespace Waystation.Places;

/// <summary>Whoever changes what a station is known to have does so in turn: two who add the same facility at once would both find that it is not listed.</summary>
public static class HoldStation
{
    /// <summary>Held until the running transaction ends; read anew, as whoever came before has left it.</summary>
    public static async Task<Station> HoldStationAsync(this WaystationDb db, Guid id, CancellationToken ct)
    {
        // Weaker than FOR UPDATE: rows that refer to the station may be added meanwhile, or two that added theirs first would wait for each other for ever.
        await db.Database.ExecuteSqlAsync($"SELECT FROM stations WHERE id = {id} FOR NO KEY UPDATE", ct);
        var before = db.ChangeTracker.Entries().Where(e => e.Entity is Station s && s.Id == id || e.Entity is StationFacility f && f.StationId == id).ToList();
        foreach (var known in before) await known.ReloadAsync(ct);
        return await db.Set<Station>().Include(s => s.Facilities).SingleAsync(s => s.Id == id, ct);
    }

    /// <summary>Two who speak of one station do so in turn: the second finds what the first has said. All of it is saved, or nothing.</summary>
    public static async Task InTurnAsync(this WaystationDb db, Guid id, Func<Task> act, CancellationToken ct)
    {
        await using var turn = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        await db.HoldStationAsync(id, ct);
        await act();
        if (turn is not null) await turn.CommitAsync(ct);
    }
}
