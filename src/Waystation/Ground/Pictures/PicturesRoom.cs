using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Pictures;

/// <summary>What this room brings to the web program, and where pictures are looked at.</summary>
public static class PicturesRoom
{
    public static void AddPictures(this IServiceCollection services)
    {
        services.AddSingleton<PictureFiles>().AddSingleton<ShrinkPicture>().AddSingleton<KeepPicture>().AddSingleton<KeepFormPhoto>();
        services.AddHostedService<SmallPicturesJob>();
    }

    public static void MapPictures(this IEndpointRouteBuilder app)
    {
        app.MapGet("/pictures/{id:guid}", PublishedAsync).ExcludeFromDescription().WithMetadata(new ForEveryoneAttribute());
        app.MapGet("/kept-pictures/{id:guid}", KeptAsync).ExcludeFromDescription().WithMetadata(new ForSignedInAttribute());
    }

    /// <summary>Asked anew each time, and then mostly answered "as before": what is withdrawn is gone at once.</summary>
    static async Task<IResult> PublishedAsync(Guid id, string? size, HttpContext http, PublicDesk desk, PictureFiles files, CancellationToken ct) =>
        Shown(await desk.All<Picture>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct), size, http, files);

    /// <summary>For those whose post reaches the station: officers of the branch, and its own keeper.</summary>
    static async Task<IResult> KeptAsync(Guid id, string? size, HttpContext http, Caller caller, WaystationDb db, PictureFiles files, CancellationToken ct) =>
        caller.May(Right.KeepStations) || caller.May(Right.KeepOwnStation)
            ? Shown(await db.Set<Picture>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.ForgottenAt == null, ct), size, http, files)
            : Results.NotFound();

    static IResult Shown(Picture? picture, string? size, HttpContext http, PictureFiles files)
    {
        if (picture is null) return Results.NotFound();

        var isSmall = size is "small" && picture.SmallAt is not null;
        var file = isSmall ? files.Open(picture, small: true) : null;
        var shown = file ?? files.Open(picture, small: false);
        if (shown is null) return Results.NotFound();

        http.Response.Headers.CacheControl = "no-cache";
        // Were it ever opened by itself and taken for a page: without script, form or origin.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Stream(shown, "image/jpeg", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(picture.Sha256.AsSpan(0, 12))}{(file is null ? "" : "-small")}\""));
    }
}
