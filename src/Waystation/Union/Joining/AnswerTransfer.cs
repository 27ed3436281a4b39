using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Joining;

/// <summary>The former union agrees or objects; after an objection the union above both agrees or declines.</summary>
public sealed class AnswerTransfer(WaystationDb db, JoiningClocks clocks)
{
    /// <param name="transfer">Found through the officer's desk.</param>
    public Task AgreeAsync(Transfer transfer, CancellationToken ct) => HeldAsync(transfer, async () =>
    {
        transfer.Agree(db.By, clocks.Now.UtcDateTime);
        await EnrolMember.MoveAsync(db.Connection(), transfer.MemberId, transfer.FromId, transfer.ToId, ct);
        await db.SaveAsync(new LogLine(db.By, Did.TransferredMember, clocks.Now, transfer.MemberId), ct);
    }, ct);

    public Task ObjectAsync(Transfer transfer, CancellationToken ct) => HeldAsync(transfer, async () =>
    {
        var both = await UnionsAbove.BothAsync(db.Connection(), transfer.FromId, transfer.ToId, clocks.Today, ct) ?? throw new Refusal(Say.NobodyAbove);
        transfer.Object(clocks.Of(both, Clock.JoiningDecisionAbove), db.By);
        await db.SaveAsync(new LogLine(db.By, Did.ObjectedTransfer, clocks.Now, transfer.MemberId), ct);
    }, ct);

    public Task DeclineAsync(Transfer transfer, CancellationToken ct) => HeldAsync(transfer, async () =>
    {
        transfer.Decline(db.By, clocks.Now.UtcDateTime);
        await db.SaveAsync(new LogLine(db.By, Did.DeclinedTransfer, clocks.Now, transfer.MemberId), ct);
    }, ct);

    async Task HeldAsync(Transfer transfer, Func<Task> act, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.HoldAsync(transfer, ct);
        await act();
        await transaction.CommitAsync(ct);
    }
}
