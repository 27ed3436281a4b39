using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Evidence.Pages;

/// <summary>Somebody stands at a station and says in one tap how it is: no sign-in, nothing kept about them.</summary>
[ForEveryone]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SayItModel(StationIndex index, SayOfStation say, VisitorMarks marks) : PageModel
{
    public Place? Place { get; private set; }
    public bool Runs => Place?.Status == StationStatus.Active;
    public string? Thanks { get; private set; }
    public Facility Water { get; } = Facility.Read("water")!;
    public IReadOnlyList<Facility> Facilities => Place is null ? [] : [.. Facility.In(Place.Facilities)];
    public string Around => Place is { IsLocated: true } place ? new StartAddress { Here = place.Position }.ToString() : "/";

    public IActionResult OnGet(string slug)
    {
        if (!Find(slug)) return Page();

        marks.DeviceOf(HttpContext);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, string? said, string? facility, CancellationToken ct)
    {
        if (!Find(slug)) return Page();

        try
        {
            var (what, about) = said == "water" ? (VisitorSays.Broken, Water.Code) : (said ?? "", facility);
            Thanks = await say.RunAsync(Place!, what, about, await marks.OfAsync(HttpContext, ct), ct)
                ? what == VisitorSays.Fine ? "evidence.thanks-fine" : "evidence.thanks" : "evidence.thanks-again";
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
        }

        return Page();
    }

    /// <returns>Whether there is something to say of it.</returns>
    bool Find(string slug)
    {
        Place = index.Find(slug);
        if (Place is null) Response.StatusCode = StatusCodes.Status404NotFound;
        if (Place?.Status == StationStatus.Retired) Response.StatusCode = StatusCodes.Status410Gone;
        return Runs;
    }
}
