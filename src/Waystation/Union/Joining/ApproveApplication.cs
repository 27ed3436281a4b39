using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Shared;

namespace Waystation.Joining;

/// <summary>What an officer adds to an approval.</summary>
/// <param name="Home">Where the person is to belong, if the application does not say or that union stands no more.</param>
/// <param name="BornOn">As read on a document whose number does not tell it.</param>
/// <param name="SawDocument">The officer held the document: only then an account is bound to a record that stood before.</param>
public sealed record Approval(Guid? Home = null, DateOnly? BornOn = null, bool SawDocument = false);

/// <summary>
/// Makes a member: from today the person is on the books of the union, the account is theirs, and a message says so. Of two unions
/// that approve one person at once, one does.
/// </summary>
public sealed class ApproveApplication(WaystationDb db, Applicants applicants, EnrolMember enrol, JoiningClocks clocks, TellApplicant tell)
{
    /// <param name="application">Found through the officer's desk.</param>
    public async Task RunAsync(Application application, Approval approval, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.HoldAsync(application, ct);
        var who = await applicants.OpenAsync(db.Connection(), application, ct) ?? throw new Refusal(Say.DetailsGone);
        who = who with { BornOn = who.Document.BornOn ?? approval.BornOn ?? who.BornOn };
        var home = approval.Home ?? application.HomeId ?? throw new Refusal(Say.ChooseHome);
        Rule.Require(await UnionsAbove.MayHoldAsync(db.Connection(), home, clocks.Today, ct), Say.HomeGone);

        application.Approve(home, who.BornOn, clocks.YoungestAge, db.By, clocks.Now.UtcDateTime);
        var (member, isNew) = await EnrolAsync(application, home, who, ct);
        application.BecameMember(member);
        if (isNew || approval.SawDocument) await BindAsync(application.AccountId, member, ct);
        await db.SaveAsync(new LogLine(db.By, Did.ApprovedApplication, clocks.Now, application.Id), ct);
        await tell.RunAsync(db.Connection(), who, new("joining.message-approved", clocks.Today), ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>After a refusal nothing that was changed on the way may be saved with the next one.</summary>
    public void StartOver() => db.ChangeTracker.Clear();

    /// <summary>Who is on this union's books already, from a list it handed in, stays the same record.</summary>
    async Task<(Guid Member, bool IsNew)> EnrolAsync(Application application, Guid home, Applicant who, CancellationToken ct)
    {
        var known = await EnrolMember.FindAsync(db.Connection(), application.Document!.Value, ct);
        if (known is { IsMember: true } here && here.UnionId == home) return (here.MemberId, false);

        var member = await enrol.RunAsync(db.Connection(), application.PersonId, home, who.Entry(clocks.Today), clocks.Today, ct);
        return (member, member == application.PersonId);
    }

    /// <summary>An account that has a record keeps it, and so does a record that has an account.</summary>
    async Task BindAsync(Guid? accountId, Guid member, CancellationToken ct)
    {
        if (accountId is not { } id || await db.Set<Account>().AnyAsync(a => a.MemberId == member && a.ClosedAt == null, ct)) return;

        var account = await db.Set<Account>().SingleOrDefaultAsync(a => a.Id == id && a.ClosedAt == null && a.MemberId == null, ct);
        account?.Bind(member, clocks.Now.UtcDateTime);
    }
}
