using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Pictures;

namespace Waystation.PlacePictures;

/// <summary>A picture as everybody sees it.</summary>
public sealed record ShownPicture(Guid Id, string Description, int Width, int Height);

/// <summary>The pictures of a place for its public page, which stands without them while the database is away.</summary>
public sealed class PublishedPictures(PublicDesk desk)
{
    public async Task<IReadOnlyList<ShownPicture>> OfAsync(Guid station, CancellationToken ct)
    {
        try
        {
            return await (from one in desk.All<PlacePicture>()
                          join picture in desk.All<Picture>() on one.Id equals picture.Id
                          where one.StationId == station
                          orderby picture.PublishedAt
                          select new ShownPicture(one.Id, one.Description, picture.Width, picture.Height)).Take(LookAtPicture.MostShown).ToListAsync(ct);
        }
        catch (Exception away) when (away is NpgsqlException || away.InnerException is NpgsqlException)
        {
            return [];
        }
    }
}
