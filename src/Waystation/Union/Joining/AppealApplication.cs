using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Joining;

/// <summary>Brings a refusal before the union above, or takes an open application back: by the person, or by an officer for them.</summary>
public sealed class AppealApplication(WaystationDb db, JoiningClocks clocks)
{
    /// <param name="application">Found through the person's file or the officer's desk.</param>
    public async Task RunAsync(Application application, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.HoldAsync(application, ct);
        var above = await UnionsAbove.OfAsync(db.Connection(), application.UnionId, clocks.Today, ct) ?? throw new Refusal(Say.NobodyAbove);
        application.Appeal(clocks.Of(above, Clock.JoiningAppeal));
        await db.SaveAsync(new LogLine(db.By, Did.AppealedApplication, clocks.Now, application.Id), ct);
        await transaction.CommitAsync(ct);
    }

    public async Task WithdrawAsync(Application application, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.HoldAsync(application, ct);
        application.Withdraw();
        await db.SaveAsync(new LogLine(db.By, Did.WithdrewApplication, clocks.Now, application.Id), ct);
        await transaction.CommitAsync(ct);
    }
}
