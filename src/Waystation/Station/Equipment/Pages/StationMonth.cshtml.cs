using Microsoft.AspNetCore.Mvc;
using Waystation.Accounts;
using Waystation.Paper;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Equipment.Pages;

/// <summary>The month's slip of one station, for the officer who takes it to the host.</summary>
[ForStaff(Right.KeepGoods, toRead: Right.SeeStations)]
public sealed class StationMonthModel(Desk desk, DrawUpSlip draw, PrintPart print) : MonthPage(draw, print)
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    protected override Task<Station?> FindAsync(CancellationToken ct) => desk.FindAsync<Station>(Id, ct);
}
