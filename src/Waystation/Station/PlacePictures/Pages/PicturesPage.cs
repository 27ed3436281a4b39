using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Pictures;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.PlacePictures.Pages;

/// <summary>All pictures of one place, before whoever answers for it: its keeper, or its officer.</summary>
[PhotoForm]
public abstract class PicturesPage(StationPictures pictures, OfferPicture offer) : PageModel
{
    public Station Station { get; private set; } = null!;
    public IReadOnlyList<SeenPicture> Pictures { get; private set; } = [];

    /// <summary>The number of the next one to be handed in, so that a form sent twice is one picture.</summary>
    public Guid Next { get; } = Guid.CreateVersion7();

    /// <returns>Null: there is none within reach.</returns>
    protected abstract Task<Station?> FindStationAsync(CancellationToken ct);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) ? await ShowAsync(ct) : NotFound();

    public Task<IActionResult> OnPostOfferAsync(Guid picture, IFormFile? photo, string? description, string? takenAt, CancellationToken ct) =>
        DoAsync(() => offer.RunAsync(Station, new(picture, photo, description, takenAt), ct), ct);

    protected async Task<IActionResult> DoAsync(Func<Task> act, CancellationToken ct)
    {
        if (!await FindAsync(ct)) return NotFound();

        try
        {
            await act();
            return LocalRedirect(Request.Path);
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return await ShowAsync(ct);
        }
    }

    async Task<bool> FindAsync(CancellationToken ct)
    {
        if (await FindStationAsync(ct) is not { } station) return false;

        Station = station;
        return true;
    }

    async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        Pictures = await pictures.OfAsync(Station.Id, ct);
        return Page();
    }
}
