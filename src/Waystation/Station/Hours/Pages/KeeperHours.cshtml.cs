using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Places;

namespace Waystation.Hours.Pages;

/// <summary>A keeper says when the own station is open from now on.</summary>
[ForStaff(Right.KeepOwnStation)]
public sealed class KeeperHoursModel(Desk desk, PostHours post, WorkingCalendar calendar, TimeProvider clock) : WeekForm(post, calendar, clock)
{
    protected override Task<Station?> FindStationAsync(CancellationToken ct) =>
        desk.Post.StationId is { } own ? desk.FindAsync<Station>(own, ct) : Task.FromResult<Station?>(null);
}
