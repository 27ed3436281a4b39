using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Joining;

/// <summary>Refuses for one of the closed reasons; who is a member elsewhere is asked over from there instead.</summary>
public sealed class RefuseApplication(WaystationDb db, Applicants applicants, JoiningClocks clocks, TellApplicant tell)
{
    /// <param name="application">Found through the officer's desk.</param>
    /// <param name="home">Where a member is to be carried to, if the application does not say.</param>
    public async Task RunAsync(Application application, string? reason, Guid? home, CancellationToken ct)
    {
        var rule = clocks.Reason(reason ?? "") ?? throw new Refusal(Say.NoSuchReason);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.HoldAsync(application, ct);
        var who = await applicants.OpenAsync(db.Connection(), application, ct) ?? throw new Refusal(Say.DetailsGone);
        var known = application.Document is { } document ? await EnrolMember.FindAsync(db.Connection(), document, ct) : null;
        var to = home ?? application.HomeId;

        application.Refuse(GroundsOf(rule, who, known, to), db.By, clocks.Now.UtcDateTime);
        if (rule.Value.StartsTransfer) await AskOverAsync(application, known!.Value, to ?? throw new Refusal(Say.ChooseHome), ct);
        await db.SaveAsync(new LogLine(db.By, Did.RefusedApplication, clocks.Now, application.Id), ct);
        await tell.RunAsync(db.Connection(), who, new(rule.Value.StartsTransfer ? "joining.message-transfer" : "joining.message-refused", rule.Title.In(who.Language.StartsWith("en", StringComparison.Ordinal))), ct);
        await transaction.CommitAsync(ct);
    }

    Grounds GroundsOf(RuleVersion<ReasonToRefuse> rule, Applicant who, KnownMembership? known, Guid? to) => rule.Value switch
    {
        { StartsTransfer: true } => new(rule.Stamp, known is { IsMember: true } && known.Value.UnionId != to, Say.NoMemberElsewhere),
        { UnderAge: { } age } => new(rule.Stamp, who.BornOn is { } born && born.AddYears(age) > clocks.Today, Say.NotTooYoung(age)),
        _ => new(rule.Stamp, true, Say.NoSuchReason),
    };

    async Task AskOverAsync(Application application, KnownMembership known, Guid to, CancellationToken ct)
    {
        Rule.Require(await UnionsAbove.MayHoldAsync(db.Connection(), to, clocks.Today, ct), Say.HomeGone);
        var answers = await UnionsAbove.DecidesForAsync(db.Connection(), known.UnionId, clocks.Today, ct);
        var transfer = Transfer.Ask(application.Id, known.MemberId, known.UnionId, to, clocks.Of(answers, Clock.TransferAnswer), clocks.Now.UtcDateTime);
        Rule.Require(!await OpenTransfers.AnyAsync(db.Connection(), known.MemberId, ct), Say.TransferRuns);
        db.Add(transfer);
        await db.SaveAsync(new LogLine(db.By, Did.AskedTransfer, clocks.Now, known.MemberId), ct);
    }
}
