using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Rounds;

/// <summary>A round is over when every station is accounted for; one that was opened by mistake is cancelled before its first inspection.</summary>
public sealed class EndRound(Desk desk)
{
    public Task RunAsync(RoundRow row, CancellationToken ct)
    {
        row.Round.End(row.Left, row.Waiting, desk.Caller.AccountId, desk.Now);
        return SaveAsync(row.Round, Did.EndedRound, row.Seen, ct);
    }

    public Task CancelAsync(RoundRow row, string? why, CancellationToken ct)
    {
        row.Round.Cancel(Math.Max(row.Seen, row.Waiting), why, desk.Caller.AccountId, desk.Now);
        return SaveAsync(row.Round, Did.CancelledRound, row.Stations, ct);
    }

    async Task SaveAsync(Round round, Did did, int amount, CancellationToken ct)
    {
        try
        {
            await desk.SaveAsync(did, round.Id, amount: amount, ct: ct);
        }
        catch (DbUpdateConcurrencyException meanwhile)
        {
            throw new Refusal(Say.OverAlready, meanwhile);
        }
    }
}
