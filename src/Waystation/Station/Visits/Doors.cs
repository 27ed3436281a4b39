using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Logbook;
using Waystation.Places;

namespace Waystation.Visits;

/// <summary>The pictures at the doors of a branch's stations.</summary>
public sealed class Doors(Desk desk)
{
    public Task<DoorCode?> OfAsync(Guid station, CancellationToken ct) => desk.All<DoorCode>().SingleOrDefaultAsync(d => d.StationId == station, ct);

    /// <summary>The first, or another in its place.</summary>
    public async Task RenewAsync(Station station, CancellationToken ct)
    {
        if (await OfAsync(station.Id, ct) is { } known) known.Renew(desk.Now);
        else desk.Add(DoorCode.Draw(station, desk.Now));
        await desk.SaveAsync(Did.RenewedDoorCode, station.Id, ct: ct);
    }
}
