using Waystation.Accounts;

namespace Waystation.PlacePictures;

/// <summary>What this room brings to the web program.</summary>
public static class PlacePicturesRoom
{
    public static readonly IReadOnlyList<Wait> Waits = [new("placepictures.wait", Right.KeepStations, CountAsync)];

    static async Task<Awaited> CountAsync(IServiceProvider all, CancellationToken ct) =>
        new((await all.GetRequiredService<StationPictures>().WaitingAsync(ct)).Sum(place => place.Many), "/station-pictures");

    public static void AddPlacePictures(this IServiceCollection services) =>
        services.AddScoped<OfferPicture>().AddScoped<LookAtPicture>().AddScoped<StationPictures>().AddScoped<PublishedPictures>();
}
