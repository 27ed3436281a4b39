using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Keepers;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Hours;

/// <summary>The street says of a keeper's hours that it has seen and agrees, or asks why; the keeper says why. The hours stand meanwhile.</summary>
public sealed class SettleHours(Desk desk)
{
    public Task AgreeAsync(HoursChange change, CancellationToken ct)
    {
        change.End(HoursChange.Agreed, desk.Caller.AccountId, desk.Now);
        return PostHours.SavedAsync(() => desk.SaveAsync(Did.AgreedToHours, change.StationId, ct: ct));
    }

    public async Task AskAsync(HoursChange change, CancellationToken ct)
    {
        Rule.Require(await desk.All<StationKeeper>().AnyAsync(k => k.StationId == change.StationId && k.WithdrawnAt == null, ct), Say.NobodyToAsk);
        change.Ask(desk.Now);
        await PostHours.SavedAsync(() => desk.SaveAsync(Did.AskedAboutHours, change.StationId, ct: ct));
    }

    public Task ExplainAsync(HoursChange change, string? why, CancellationToken ct)
    {
        change.Explain(HoursChange.Reason(why));
        return PostHours.SavedAsync(() => desk.SaveAsync(Did.ExplainedHours, change.StationId, ct: ct));
    }
}
