using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Rounds;

/// <summary>A station where nobody can go: one colleague says why, another agrees.</summary>
public sealed class ExcuseStation(Desk desk)
{
    public Task AskAsync(Round round, RoundStop stop, string reason, CancellationToken ct) => DoAsync(round, stop, Did.AskedExcuse, () => stop.AskExcuse(reason, desk.Caller.AccountId, desk.Now), ct);

    public Task AgreeAsync(Round round, RoundStop stop, CancellationToken ct) => DoAsync(round, stop, Did.ExcusedStation, () => stop.AgreeToExcuse(desk.Caller.AccountId, desk.Now), ct);

    public Task TakeBackAsync(Round round, RoundStop stop, CancellationToken ct) => DoAsync(round, stop, Did.TookBackExcuse, stop.TakeBackExcuse, ct);

    async Task DoAsync(Round round, RoundStop stop, Did did, Action act, CancellationToken ct)
    {
        Rule.Require(!round.IsOver, Say.OverAlready);
        act();
        try
        {
            await desk.SaveAsync(did, stop.Id, ct: ct);
        }
        catch (DbUpdateConcurrencyException meanwhile)
        {
            throw new Refusal(Say.DoneMeanwhile, meanwhile);
        }
    }
}
