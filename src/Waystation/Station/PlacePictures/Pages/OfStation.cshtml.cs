using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Pictures;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.PlacePictures.Pages;

/// <summary>The pictures of one place before its officer: each is looked at in full size before anybody else sees it.</summary>
[ForStaff(Right.KeepStations)]
[PhotoForm]
public sealed class OfStationModel(Desk desk, StationPictures pictures, OfferPicture offer, LookAtPicture look) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public Station Station { get; private set; } = null!;
    public IReadOnlyList<SeenPicture> Pictures { get; private set; } = [];
    public Guid Next { get; } = Guid.CreateVersion7();

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => DoAsync(null, ct);

    public Task<IActionResult> OnPostOfferAsync(Guid picture, IFormFile? photo, string? description, string? takenAt, CancellationToken ct) =>
        DoAsync(() => offer.RunAsync(Station, new(picture, photo, description, takenAt), ct), ct);

    public Task<IActionResult> OnPostPublishAsync(Guid picture, string? description, bool nobody, CancellationToken ct) =>
        DoAsync(async () => await look.PublishAsync(await FindAsync(picture, ct), description, nobody, ct), ct);

    public Task<IActionResult> OnPostEndAsync(Guid picture, CancellationToken ct) => DoAsync(async () => await look.EndAsync(await FindAsync(picture, ct), ct), ct);

    public string Time(DateTime at) => City.LocalTime(new DateTimeOffset(at, TimeSpan.Zero)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    async Task<PlacePicture> FindAsync(Guid picture, CancellationToken ct) =>
        await desk.FindAsync<PlacePicture>(picture, ct) is { } found && found.StationId == Id ? found : throw new Refusal(new Sentence("placepictures.no-such-picture"));

    async Task<IActionResult> DoAsync(Func<Task>? act, CancellationToken ct)
    {
        if (await desk.FindAsync<Station>(Id, ct) is not { } station) return NotFound();

        Station = station;
        try
        {
            if (act is not null) await act();
            if (act is not null) return Redirect($"/station-pictures/{Id}");
        }
        catch (Refusal refusal)
        {
            ModelState.Clear();
            ModelState.AddModelError("", refusal.Sentence.ToString());
        }

        Pictures = await pictures.OfAsync(Id, ct);
        return Page();
    }
}
