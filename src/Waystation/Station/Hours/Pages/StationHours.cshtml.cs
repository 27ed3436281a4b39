using Microsoft.AspNetCore.Mvc;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Places;

namespace Waystation.Hours.Pages;

/// <summary>An officer of the branch says it for a station whose keeper does not.</summary>
[ForStaff(Right.KeepStations)]
public sealed class StationHoursModel(Desk desk, PostHours post, WorkingCalendar calendar, TimeProvider clock) : WeekForm(post, calendar, clock)
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    protected override Task<Station?> FindStationAsync(CancellationToken ct) => desk.FindAsync<Station>(Id, ct);
}
