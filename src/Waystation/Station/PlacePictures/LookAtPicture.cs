using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Pictures;
using Waystation.Shared;

namespace Waystation.PlacePictures;

/// <summary>What becomes of a picture of a place: somebody looks at it and publishes it, or it goes, then or later.</summary>
public sealed class LookAtPicture(Desk desk, WaystationDb db, PictureFiles files)
{
    public const int MostShown = 3;

    /// <param name="nobodyRecognisable">Whoever looked has ticked that no face and no plate can be made out.</param>
    public async Task PublishAsync(PlacePicture one, string? description, bool nobodyRecognisable, CancellationToken ct)
    {
        Rule.Require(nobodyRecognisable, Say.TickFirst);
        one.Describe(PlacePicture.Described(description));
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Two who publish at once do so in turn.
        await db.Database.ExecuteSqlAsync($"SELECT FROM stations WHERE id = {one.StationId} FOR NO KEY UPDATE", ct);
        var shown = await desk.All<Picture>().CountAsync(p => p.PublishedAt != null && p.Id != one.Id && desk.All<PlacePicture>().Any(o => o.Id == p.Id && o.StationId == one.StationId && o.EndedAt == null), ct);
        Rule.Require(shown < MostShown, Say.EnoughShown(MostShown));
        (await PictureAsync(one, ct)).Publish(desk.Now);
        await desk.SaveAsync(Did.PublishedPicture, one.Id, ct: ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Refused before it was shown, or withdrawn afterwards: gone at once, and for good.</summary>
    public async Task EndAsync(PlacePicture one, CancellationToken ct)
    {
        var picture = await PictureAsync(one, ct);
        var did = picture.PublishedAt is null ? Did.RefusedPicture : Did.WithdrewPicture;
        picture.Forget(desk.Now);
        one.End(desk.Now);
        await desk.SaveAsync(did, one.Id, ct: ct);
        files.Forget(picture.Id, picture.Sha256);
    }

    async Task<Picture> PictureAsync(PlacePicture one, CancellationToken ct)
    {
        Rule.Require(one.EndedAt is null, Say.NoSuchPicture);
        return await desk.FindAsync<Picture>(one.Id, ct) ?? throw new Refusal(Say.NoSuchPicture);
    }
}
