using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Evidence;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Visits.Pages;

/// <summary>What the picture at the door leads to: one button, no sign-in, nothing asked.</summary>
[ForEveryone]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class WasHereModel(CountVisits visits, VisitorMarks marks) : PageModel
{
    public Place? Place { get; private set; }
    public bool Runs => Place?.Status == StationStatus.Active;
    public string? Thanks { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (await FindAsync(code, ct)) marks.DeviceOf(HttpContext);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken ct)
    {
        if (!await FindAsync(code, ct)) return Page();

        try
        {
            Thanks = await visits.RunAsync(Place!, await marks.OfAsync(HttpContext, ct), ct) ? "visits.thanks" : "visits.thanks-again";
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
        }

        return Page();
    }

    /// <returns>Whether somebody can have come.</returns>
    async Task<bool> FindAsync(string code, CancellationToken ct)
    {
        Place = await visits.PlaceAsync(code, ct);
        if (Place is null) Response.StatusCode = StatusCodes.Status404NotFound;
        if (Place?.Status == StationStatus.Retired) Response.StatusCode = StatusCodes.Status410Gone;
        return Runs;
    }
}
