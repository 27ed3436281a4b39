using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Joining;

/// <summary>
/// Takes an application in, in one short transaction: at a lunch thousands do it at once. The same person's second click,
/// or a form sent again, finds the application that is open.
/// </summary>
public sealed class SubmitApplication(WaystationDb db, Applicants applicants, EnrolMember enrol, JoiningClocks clocks, Limits limits)
{
    /// <summary>By the person, on their own phone.</summary>
    public async Task<Guid> ByPhoneAsync(JoinTarget target, Applicant who, Caller caller, CancellationToken ct)
    {
        await RequireOwnAsync(caller, who, ct);
        if (caller.Phone is { } phone) await limits.CountAsync(Limited.PhoneJoinsADay, phone, ct);
        await limits.CountAsync(Limited.DeviceJoinsADay, caller.Device, ct);
        return await RunAsync(target, who, caller.AccountId, enteredBy: null, signature: null, ct);
    }

    /// <summary>By an officer, for somebody without a phone.</summary>
    /// <param name="signature">The lines of a signature on the screen; none where it is on paper.</param>
    public Task<Guid> ByOfficerAsync(JoinTarget target, Applicant who, string? signature, Caller officer, CancellationToken ct) =>
        RunAsync(target, who, accountId: null, officer.AccountId, signature, ct);

    async Task<Guid> RunAsync(JoinTarget target, Applicant who, Guid? accountId, Guid? enteredBy, string? signature, CancellationToken ct)
    {
        var document = enrol.IndexOf(who.Document);
        if (await OpenOneAsync(accountId, target, document, ct) is { } open) return open;

        try
        {
            return await AddAsync(target, who, accountId, enteredBy, signature, ct);
        }
        catch (DbUpdateException twice) when (twice.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "applications" })
        {
            // The other click was first; nothing of this one was stored.
            db.ChangeTracker.Clear();
            return (await OpenOneAsync(accountId, target, document, ct))!.Value;
        }
    }

    async Task<Guid> AddAsync(JoinTarget target, Applicant who, Guid? accountId, Guid? enteredBy, string? signature, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var secret = await applicants.SealAsync((NpgsqlConnection)db.Database.GetDbConnection(), Guid.CreateVersion7(clocks.Now), who, signature, ct);
        var application = Application.Submit(target, clocks.Of(target.DecidesId, Clock.JoiningDecision), secret, accountId, enteredBy, clocks.Now.UtcDateTime);
        db.Add(application);
        await db.SaveAsync(new LogLine(db.By, Did.AppliedToJoin, clocks.Now, application.Id), ct);
        await transaction.CommitAsync(ct);
        return application.Id;
    }

    async Task<Guid?> OpenOneAsync(Guid? accountId, JoinTarget target, Guid document, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        await using var find = new NpgsqlCommand(
            """
            SELECT id FROM applications WHERE document = $2 AND due_on IS NOT NULL
              AND CASE WHEN $1::uuid IS NULL THEN account_id IS NULL AND coalesce(home_id, union_id) = $3 ELSE account_id = $1 END
            """, (NpgsqlConnection)db.Database.GetDbConnection()).With(accountId, document, target.HomeId ?? target.DecidesId);
        return await find.ExecuteScalarAsync(ct) as Guid?;
    }

    /// <summary>An account that is bound to a person's record applies for that person only: another of the family takes an account of their own.</summary>
    async Task RequireOwnAsync(Caller caller, Applicant who, CancellationToken ct)
    {
        if (caller.MemberId is not { } bound) return;

        await db.Database.OpenConnectionAsync(ct);
        await using var same = new NpgsqlCommand("SELECT document_index = $2 FROM members WHERE id = $1", (NpgsqlConnection)db.Database.GetDbConnection()).With(bound, enrol.IndexOf(who.Document));
        Rule.Require(await same.ExecuteScalarAsync(ct) is true, Say.OtherPersonsAccount);
    }
}
