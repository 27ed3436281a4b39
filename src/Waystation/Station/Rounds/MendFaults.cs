using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Logbook;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Rounds;

/// <summary>A fault is said to be mended, and looked at again; everybody is told at once what that means for the facility.</summary>
public sealed class MendFaults(Desk desk)
{
    public async Task MendAsync(Fault fault, string how, CancellationToken ct)
    {
        fault.Mend(how, desk.Caller.AccountId, desk.Now);
        await TellAsync(fault, FacilityStatus.Works, ct);
        await SaveAsync(Did.MendedFault, fault, ct);
    }

    public async Task CheckAsync(Fault fault, bool holds, string how, CancellationToken ct)
    {
        Rule.Require(desk.May(Right.InspectStations), Say.NotMended);
        fault.Check(holds, how, desk.Caller.AccountId, desk.Now);
        await TellAsync(fault, holds ? FacilityStatus.Works : fault.Missing ? FacilityStatus.Missing : FacilityStatus.Broken, ct);
        await SaveAsync(holds ? Did.ClosedFault : Did.ReturnedFault, fault, ct);
    }

    async Task TellAsync(Fault fault, string status, CancellationToken ct)
    {
        if (fault.Facilities.Length == 0) return;

        var station = await desk.All<Station>().Include(s => s.Facilities).SingleAsync(s => s.Id == fault.StationId, ct);
        string[] listed = [.. fault.Facilities.Where(code => station.Facilities.Any(f => f.FacilityCode == code))];
        foreach (var code in listed.Length > 0 ? listed : fault.Facilities[..1]) station.Found(Facility.Read(code)!, status, desk.Now);
    }

    async Task SaveAsync(Did did, Fault fault, CancellationToken ct)
    {
        try
        {
            await desk.SaveAsync(did, fault.Id, ct: ct);
        }
        catch (DbUpdateConcurrencyException meanwhile)
        {
            throw new Refusal(Say.DoneMeanwhile, meanwhile);
        }
    }
}
