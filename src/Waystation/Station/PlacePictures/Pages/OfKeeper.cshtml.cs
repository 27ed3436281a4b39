using Microsoft.AspNetCore.Mvc;
using Waystation.Accounts;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.PlacePictures.Pages;

/// <summary>A keeper's pictures of the own station: handed in here, shown once an officer has looked at them, taken away at any time.</summary>
[ForStaff(Right.KeepOwnStation)]
public sealed class OfKeeperModel(Desk desk, StationPictures pictures, OfferPicture offer, LookAtPicture look) : PicturesPage(pictures, offer)
{
    public Task<IActionResult> OnPostEndAsync(Guid picture, CancellationToken ct) => DoAsync(async () =>
        await look.EndAsync(await desk.FindAsync<PlacePicture>(picture, ct) ?? throw new Refusal(new Sentence("placepictures.no-such-picture")), ct), ct);

    protected override async Task<Station?> FindStationAsync(CancellationToken ct) => desk.Post.StationId is { } own ? await desk.FindAsync<Station>(own, ct) : null;
}
