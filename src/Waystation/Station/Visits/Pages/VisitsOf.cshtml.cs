using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Visits.Pages;

/// <summary>How many came to one station, for those who answer for it; it stands beside no other.</summary>
[ForStaff(Right.KeepStations)]
public sealed class VisitsOfModel(Desk desk, Tally tally, UmbrellaLists umbrellas, Doors doors) : PageModel
{
    const int Weeks = 4;

    public Station Station { get; private set; } = null!;
    public IReadOnlyList<DayOfVisits> Days { get; private set; } = [];
    public IReadOnlyList<LentUmbrella> Out { get; private set; } = [];
    public DoorPicture? Door { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await desk.FindAsync<Station>(id, ct) is not { } station) return NotFound();

        Station = station;
        (Days, Out) = (await tally.DaysAsync(id, Weeks * 7, ct), await umbrellas.OutAsync(id, null, ct));
        Door = await doors.OfAsync(id, ct) is { } door ? DoorPicture.Of(Request, station, door) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (await desk.FindAsync<Station>(id, ct) is not { } station) return NotFound();

        await doors.RenewAsync(station, ct);
        return LocalRedirect($"/station-visits/{id}");
    }
}
