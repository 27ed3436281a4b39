using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Waystation.Accounts;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.PlacePictures.Pages;

/// <summary>The pictures of one place before its officer: each is looked at in full size before anybody else sees it.</summary>
[ForStaff(Right.KeepStations)]
public sealed class OfStationModel(Desk desk, StationPictures pictures, OfferPicture offer, LookAtPicture look) : PicturesPage(pictures, offer)
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    public Task<IActionResult> OnPostPublishAsync(Guid picture, string? description, bool nobody, CancellationToken ct) =>
        DoAsync(async () => await look.PublishAsync(await FindAsync(picture, ct), description, nobody, ct), ct);

    public Task<IActionResult> OnPostEndAsync(Guid picture, CancellationToken ct) => DoAsync(async () => await look.EndAsync(await FindAsync(picture, ct), ct), ct);

    public string Time(DateTime at) => City.LocalTime(new DateTimeOffset(at, TimeSpan.Zero)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    protected override Task<Station?> FindStationAsync(CancellationToken ct) => desk.FindAsync<Station>(Id, ct);

    async Task<PlacePicture> FindAsync(Guid picture, CancellationToken ct) =>
        await desk.FindAsync<PlacePicture>(picture, ct) is { } found && found.StationId == Id ? found : throw new Refusal(new Sentence("placepictures.no-such-picture"));
}
