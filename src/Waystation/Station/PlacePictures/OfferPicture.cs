using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Pictures;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.PlacePictures;

/// <summary>A photo as a form brings it.</summary>
/// <param name="Picture">Drawn with the form, so that it can be sent twice.</param>
/// <param name="TakenAt">As the phone says it; a page without script does not.</param>
public sealed record OfferedPicture(Guid Picture, IFormFile? Photo, string? Description, string? TakenAt);

/// <summary>Hands in a picture of a place, by its keeper or an officer. Nobody else sees it before it has been looked at.</summary>
public sealed class OfferPicture(Desk desk, WaystationDb db, KeepPicture keep)
{
    public const int MostWaiting = 6;

    public async Task RunAsync(Station station, OfferedPicture offered, CancellationToken ct)
    {
        var description = PlacePicture.Described(offered.Description);
        Rule.Require(offered.Photo is { Length: > 0 }, Say.PhotoNeeded);
        Rule.Require(station.Status != StationStatus.Retired, Say.StationEnded);
        var waiting = await (from one in desk.All<PlacePicture>() join picture in desk.All<Picture>() on one.Id equals picture.Id where one.StationId == station.Id && one.EndedAt == null && picture.PublishedAt == null && one.Id != offered.Picture select one.Id).CountAsync(ct);
        Rule.Require(waiting < MostWaiting, Say.EnoughWaiting(MostWaiting));

        await using var photo = offered.Photo!.OpenReadStream();
        await keep.RunAsync(offered.Picture, photo, new PictureFacts(station.UnionId, station.Id, desk.Caller.AccountId) { TakenAt = FormPhoto.Time(offered.TakenAt) }, ct);
        if (!await desk.All<PlacePicture>().AnyAsync(one => one.Id == offered.Picture, ct)) await AddAsync(station, offered.Picture, description, ct);
    }

    async Task AddAsync(Station station, Guid picture, string description, CancellationToken ct)
    {
        desk.Add(PlacePicture.Of(station, picture, description, desk.Now));
        try
        {
            await desk.SaveAsync(Did.OfferedPicture, station.Id, ct: ct);
        }
        catch (DbUpdateException twice) when (twice.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Two taps at once; the first has handed it in.
            db.ChangeTracker.Clear();
        }
    }
}
