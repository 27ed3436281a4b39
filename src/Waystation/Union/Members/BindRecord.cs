using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Members;

/// <summary>
/// A worker's account is bound to their record once, by name and full document number. "Nobody of that number" and "another name"
/// are one answer after one and the same search, and lock alike: whether a number is a member's is not to be learned here.
/// </summary>
public sealed class BindRecord(Database database, Vault vault, Limits limits, Locks locks, PhonesOfRecord phones, TimeProvider clock)
{
    public async Task RunAsync(Caller caller, string? name, string? kind, string? number, CancellationToken ct)
    {
        Rule.Require(caller is { IsWorker: true, MemberId: null }, Say.BoundAlready);
        var document = DocumentOf(kind, number);
        await limits.CountAsync(Limited.DeviceBindingsADay, caller.Device, ct);
        if (caller.Phone is { } phone) await limits.CountAsync(Limited.PhoneBindingsADay, phone, ct);
        var index = SealedEntry.IndexOf(document, vault);
        await locks.TakeTryAsync(Locked.Record, index, ct);

        var memberId = await FindAsync(index, PersonName.Cleaned(name ?? ""), ct) ?? throw new Refusal(Say.NoRecordFits);
        await locks.OpenAsync(Locked.Record, index, ct);
        await BindAsync(caller, memberId, ct);
    }

    static IdentityDocument DocumentOf(string? kind, string? number)
    {
        var document = new IdentityDocument(DocumentKind.All.Contains(kind) ? kind! : DocumentKind.ResidentId, DocumentNumber.Cleaned(number ?? ""));
        Rule.Require(document.Number.Length > 0, Say.NumberNeeded);
        Rule.Require(document.HasRightLength, Say.IdLength(document.Number.Length));
        Rule.Require(document.HasRightCheckDigit, Say.IdChecksum);
        return document;
    }

    /// <summary>Past every reach: a worker has none, and has just proven to know what only the person and their union know.</summary>
    async Task<Guid?> FindAsync(Guid document, string name, CancellationToken ct)
    {
        await using var all = database.NewContext();
        var found = await all.Set<Member>().Where(m => m.DocumentIndex == document).Select(m => new { m.Id, m.Name }).SingleOrDefaultAsync(ct);
        return found?.Name == name ? found.Id : null;
    }

    async Task BindAsync(Caller caller, Guid memberId, CancellationToken ct)
    {
        try
        {
            if (!await phones.MoveToBoundAsync(caller, memberId, ct)) await BindFirstAsync(caller, memberId, ct);
        }
        catch (DbUpdateException taken) when (taken.InnerException is PostgresException { ConstraintName: "accounts_member" })
        {
            // Somebody else was bound to it between our look and our write.
            await phones.MoveToBoundAsync(caller, memberId, ct);
        }
    }

    async Task BindFirstAsync(Caller caller, Guid memberId, CancellationToken ct)
    {
        await using var db = database.NewContext(Reach.Everywhere, caller.Actor);
        var account = await db.Set<Account>().SingleAsync(a => a.Id == caller.AccountId, ct);
        account.Bind(memberId, clock.GetUtcNow().UtcDateTime);
        await db.SaveAsync(new LogLine(caller.Actor, Did.BoundRecord, clock.GetUtcNow(), memberId), ct);
    }
}
