using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Pictures;
using Waystation.Shared;

namespace Waystation.Rounds;

/// <summary>Takes in one picture of a visit, before the visit or after it. Sent again it is kept once.</summary>
public sealed class TakePicture(Desk desk, WaystationDb db, KeepPicture keep)
{
    /// <returns>Null: there is no such stop within reach.</returns>
    public async Task<KeptPicture?> RunAsync(Guid round, Guid station, Guid id, Stream content, Func<PictureFacts, PictureFacts> with, CancellationToken ct)
    {
        if (await desk.All<RoundStop>().AsNoTracking().SingleOrDefaultAsync(s => s.RoundId == round && s.StationId == station, ct) is not { } stop) return null;

        Rule.Require(await db.Set<RoundPerson>().AnyAsync(p => p.RoundId == round && p.AccountId == desk.Caller.AccountId, ct), Say.NotOnATeam);
        return await keep.RunAsync(id, content, with(new(stop.UnionId, station, desk.Caller.AccountId)), ct);
    }
}
