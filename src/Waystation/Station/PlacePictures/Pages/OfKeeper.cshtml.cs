using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Pictures;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.PlacePictures.Pages;

/// <summary>A keeper's pictures of the own station: handed in here, shown once an officer has looked at them, taken away at any time.</summary>
[ForStaff(Right.KeepOwnStation)]
[PhotoForm]
public sealed class OfKeeperModel(Desk desk, StationPictures pictures, OfferPicture offer, LookAtPicture look) : PageModel
{
    public Station Station { get; private set; } = null!;
    public IReadOnlyList<SeenPicture> Pictures { get; private set; } = [];
    public Guid Next { get; } = Guid.CreateVersion7();

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => DoAsync(null, ct);

    public Task<IActionResult> OnPostOfferAsync(Guid picture, IFormFile? photo, string? description, string? takenAt, CancellationToken ct) =>
        DoAsync(() => offer.RunAsync(Station, new(picture, photo, description, takenAt), ct), ct);

    public Task<IActionResult> OnPostEndAsync(Guid picture, CancellationToken ct) => DoAsync(async () =>
        await look.EndAsync(await desk.FindAsync<PlacePicture>(picture, ct) ?? throw new Refusal(new Sentence("placepictures.no-such-picture")), ct), ct);

    async Task<IActionResult> DoAsync(Func<Task>? act, CancellationToken ct)
    {
        if (desk.Post.StationId is not { } own || await desk.FindAsync<Station>(own, ct) is not { } station) return NotFound();

        Station = station;
        try
        {
            if (act is not null) await act();
            if (act is not null) return Redirect("/keeper/pictures");
        }
        catch (Refusal refusal)
        {
            ModelState.Clear();
            ModelState.AddModelError("", refusal.Sentence.ToString());
        }

        Pictures = await pictures.OfAsync(own, ct);
        return Page();
    }
}
