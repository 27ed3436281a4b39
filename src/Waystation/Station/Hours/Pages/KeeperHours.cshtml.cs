using Microsoft.AspNetCore.Mvc;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Hours.Pages;

/// <summary>A keeper says when the own station is open from now on.</summary>
[ForStaff(Right.KeepOwnStation)]
public sealed class KeeperHoursModel(Desk desk, PostHours post, SettleHours settle, HoursChanges changes, WorkingCalendar calendar, TimeProvider clock) : WeekForm(post, calendar, clock)
{
    public override bool AsksWhy => true;

    /// <summary>The street asked why these hours are others than were agreed.</summary>
    public Task<IActionResult> OnPostExplainAsync(string? reason, CancellationToken ct) => DoAsync(async () =>
    {
        ShowStanding();
        await settle.ExplainAsync(await changes.OpenOfAsync(Station.Id, ct) ?? throw new Refusal(Say.ChangeSettled), reason, ct);
    }, ct);

    protected override Task<Station?> FindStationAsync(CancellationToken ct) =>
        desk.Post.StationId is { } own ? desk.FindAsync<Station>(own, ct) : Task.FromResult<Station?>(null);
}
