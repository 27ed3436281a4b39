using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Evidence;

/// <summary>What those who answer for a station say of it, one after the other: it is as posted, it is otherwise for a time, a thing is mended.</summary>
public sealed class AnswerForStation(Desk desk, WaystationDb db)
{
    bool IsKeeper => desk.Post.Role is Role.StationKeeper;

    /// <summary>Who stood there, as everybody is told.</summary>
    string By => IsKeeper ? VerifiedBy.Keeper : VerifiedBy.Officer;

    /// <summary>Somebody was there: what visitors said before is answered.</summary>
    public Task ConfirmAsync(Station station, CancellationToken ct) => db.InTurnAsync(station.Id, async () =>
    {
        Rule.Require(station.RunsOn(desk.Today), Say.NotRunning);
        station.Confirm(By, desk.Now);
        await SettleAsync(station, StationQuestion.Fine, ct);
        await desk.SaveAsync(Did.ConfirmedStation, station.Id, ct: ct);
    }, ct);

    public Task ChangeAsync(Station station, ChangeKind kind, string reason, DateTime fromAt, DateTime untilAt, CancellationToken ct) => db.InTurnAsync(station.Id, async () =>
    {
        desk.Add(Change(station, kind, reason, fromAt, untilAt));
        station.Confirm(By, desk.Now);
        await SettleAsync(station, kind is ChangeKind.Closed ? StationQuestion.Shut : StationQuestion.Fine, ct);
        await desk.SaveAsync(Did.ChangedStationForATime, station.Id, ct: ct);
    }, ct);

    public Task EndAsync(StationException change, CancellationToken ct) => db.InTurnAsync(change.StationId, async () =>
    {
        await db.Entry(change).ReloadAsync(ct);
        change.End(desk.Now);
        await desk.SaveAsync(Did.EndedStationChange, change.StationId, ct: ct);
    }, ct);

    /// <param name="reason">And until when: where it is closed.</param>
    public Task AnswerAsync(StationQuestion question, string answer, string reason, DateTime? untilAt, CancellationToken ct) => db.InTurnAsync(question.StationId, async () =>
    {
        await db.Entry(question).ReloadAsync(ct);
        var station = await desk.All<Station>().Include(s => s.Facilities).SingleAsync(s => s.Id == question.StationId, ct);
        var runs = station.RunsOn(desk.Today);
        Rule.Require(runs || answer != StationQuestion.Fine, Say.NotRunning);
        // Before the answer is put down: refused, the question stands on its page as nobody has answered it.
        if (answer == StationQuestion.Shut && runs && question.AnsweredAt is null) desk.Add(Change(station, ChangeKind.Closed, reason, desk.Now, untilAt ?? desk.Now));
        question.Reply(answer, desk.Now);
        if (question.IsOfOpening && runs) station.Confirm(By, desk.Now);
        if (!question.IsOfOpening) station.Facilities.SingleOrDefault(f => f.FacilityCode == question.About)?.Say(answer == StationQuestion.Mended ? FacilityStatus.Works : answer);
        await desk.SaveAsync(Did.AnsweredStationQuestion, question.Id, ct: ct);
    }, ct);

    StationException Change(Station station, ChangeKind kind, string reason, DateTime fromAt, DateTime untilAt) => StationException.Make(station, kind, reason, fromAt, untilAt, desk.Now, isTap: IsKeeper);

    async Task SettleAsync(Station station, string answer, CancellationToken ct)
    {
        var open = await desk.All<StationQuestion>().SingleOrDefaultAsync(q => q.StationId == station.Id && q.About == StationQuestion.OfOpening && q.AnsweredAt == null, ct);
        open?.Reply(answer, desk.Now);
    }
}
