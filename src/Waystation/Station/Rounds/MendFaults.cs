using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Pictures;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Rounds;

/// <summary>A fault is said to be mended, and looked at again; everybody is told at once what that means for the facility.</summary>
public sealed class MendFaults(Desk desk, WaystationDb db, KeepFormPhoto photos)
{
    /// <param name="photo">Shows it; asked for where the fault needs one.</param>
    public async Task MendAsync(Fault fault, string how, FormPhoto photo, CancellationToken ct)
    {
        await StandsAsync(fault, ct);
        Rule.Require(!fault.NeedsPhoto || photo.Photo is { Length: > 0 }, Say.PhotoNeeded);
        fault.Mend(how, desk.Caller.AccountId, desk.Now);
        fault.ShowMended(await photos.RunAsync(photo, new(fault.UnionId, fault.StationId, desk.Caller.AccountId), ct));
        await SaveAsync(Did.MendedFault, fault, FacilityStatus.Works, ct);
    }

    public async Task CheckAsync(Fault fault, bool holds, string how, CancellationToken ct)
    {
        Rule.Require(desk.May(Right.InspectStations), Say.NotMended);
        await StandsAsync(fault, ct);
        fault.Check(holds, how, desk.Caller.AccountId, desk.Now);
        await SaveAsync(holds ? Did.ClosedFault : Did.ReturnedFault, fault, holds ? FacilityStatus.Works : fault.Missing ? FacilityStatus.Missing : FacilityStatus.Broken, ct);
    }

    async Task StandsAsync(Fault fault, CancellationToken ct) =>
        Rule.Require(!(await desk.All<Station>().AsNoTracking().SingleAsync(s => s.Id == fault.StationId, ct)).IsOver(desk.Today), Say.StationOver);

    async Task SaveAsync(Did did, Fault fault, string status, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        Tell(fault, await db.HoldStationAsync(fault.StationId, ct), status);
        try
        {
            await desk.SaveAsync(did, fault.Id, ct: ct);
        }
        catch (DbUpdateConcurrencyException meanwhile)
        {
            throw new Refusal(Say.DoneMeanwhile, meanwhile);
        }

        await transaction.CommitAsync(ct);
    }

    void Tell(Fault fault, Station station, string status)
    {
        if (fault.Facilities.Length == 0) return;

        string[] listed = [.. fault.Facilities.Where(code => station.Facilities.Any(f => f.FacilityCode == code))];
        foreach (var code in listed.Length > 0 ? listed : fault.Facilities[..1]) station.Found(Facility.Read(code)!, status, desk.Now);
    }
}
