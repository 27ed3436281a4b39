using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Organisations;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Lives;

/// <summary>Puts a place forward for its host (申报). It gets its number at once, so that papers can name it.</summary>
public sealed class ApplyForPlace(Desk desk, WaystationDb db, Vault vault, BranchStreets streets)
{
    public async Task<Guid> RunAsync(PlaceDraft draft, CancellationToken ct)
    {
        var record = draft.Read(await streets.FindAsync(draft.Street, ct));
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // The import's own: two who number at once would give one number twice.
        await db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(hashtext('stations import'))", ct);
        var key = NameKey.Of(record.Name);
        var isTaken = await db.Set<Station>().AnyAsync(s => s.StreetCode == record.StreetCode && s.NameKey == key && s.Status != StationStatus.Retired && s.Stage != "dropped", ct);
        Rule.Require(!isTaken, Say.NameTaken(record.Name));

        var code = await new StationNumbers(db).NextAsync(record.StreetCode, ct);
        var station = Station.Propose(code, record, new Contact(Sealed(record.Keeper), Sealed(record.Phone)), draft.StartsOn, draft.EndsOn, desk.Now);
        var step = PlaceLife.Begin(station, draft.Apply(desk.Today), desk.Decider());
        desk.Add(station);
        db.Add(step);
        await desk.SaveAsync(Did.AppliedForStation, station.Id, ct: ct);
        await transaction.CommitAsync(ct);
        return station.Id;
    }

    byte[]? Sealed(string said) => said.Length == 0 ? null : vault.Seal(said);
}
