using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Pictures;
using Waystation.Places;

namespace Waystation.PlacePictures;

/// <summary>A picture of a place as its officers and its keeper see it.</summary>
public sealed record SeenPicture(PlacePicture One, Picture Picture)
{
    public bool IsPublished => Picture.PublishedAt is not null;
}

/// <summary>A place of which pictures wait to be looked at.</summary>
public sealed record WaitingPlace(Guid Id, string Name, int Many, DateTime Since);

/// <summary>What a desk asks about pictures of its places.</summary>
public sealed class StationPictures(Desk desk)
{
    const int Most = 300;

    /// <summary>What waits first, then what is shown.</summary>
    public async Task<IReadOnlyList<SeenPicture>> OfAsync(Guid station, CancellationToken ct) =>
        await (from one in desk.All<PlacePicture>()
               join picture in desk.All<Picture>() on one.Id equals picture.Id
               where one.StationId == station && one.EndedAt == null && picture.ForgottenAt == null
               orderby picture.PublishedAt != null, one.OfferedAt
               select new SeenPicture(one, picture)).AsNoTracking().ToListAsync(ct);

    public async Task<IReadOnlyList<WaitingPlace>> WaitingAsync(CancellationToken ct) =>
        await (from one in desk.All<PlacePicture>()
               join picture in desk.All<Picture>() on one.Id equals picture.Id
               join station in desk.All<Station>() on one.StationId equals station.Id
               where one.EndedAt == null && picture.PublishedAt == null && picture.ForgottenAt == null
               group one by new { station.Id, station.Name } into of
               orderby of.Min(one => one.OfferedAt)
               select new WaitingPlace(of.Key.Id, of.Key.Name, of.Count(), of.Min(one => one.OfferedAt))).Take(Most).ToListAsync(ct);
}
