using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Waystation.Data;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Places;

/// <summary>Stations for machines: the nearest ones, and all of them for a map.</summary>
public static class StationsApi
{
    const string GeoJson = "application/geo+json";
    const int FlushBytes = 1 << 16;

    public static void AddPlaces(this IServiceCollection services)
    {
        services.AddSingleton(all => Calendar.WorkingCalendar.Of(all.GetRequiredService<DataFolder>().Calendar));
        services.AddSingleton<Func<DateOnly, KnowledgeRule>>(all => day => all.GetRequiredService<Rules>().On<KnowledgeRule>(KnowledgeRule.Station, day).Value);
        services.AddSingleton<StationIndex>().AddSingleton<MapStamps>();
        services.AddSingleton<Gazetteer>().AddSingleton<NearbyPlaces>().AddSingleton<PlacesInBox>().AddSingleton<StartFrames>();
        services.AddSingleton(all => MapSettings.Read(all.GetRequiredService<IConfiguration>(), all.GetRequiredService<House>().IsDemo));
        services.AddSingleton(all => all.GetRequiredService<MapSettings>().Hosts);
        services.AddHostedService<FollowStationsJob>();
        services.AddOutputCache(shared =>
        {
            shared.AddBasePolicy(new SharedForASecond());
            shared.SizeLimit = 32 << 20;
        });
    }

    public static void MapPlaces(this IEndpointRouteBuilder app)
    {
        var stations = app.MapGroup("/api").WithMetadata(new ForEveryoneAttribute()).WithTags("stations").ReadableElsewhere().ProducesProblem(StatusCodes.Status400BadRequest);
        stations.MapGet("/stations/nearby", NearbyAsync).WithName("nearbyStations").WithSummary("The nearest stations")
            .WithDescription("A GeoJSON FeatureCollection (RFC 7946, WGS-84), nearest first by great-circle distance; `walk_minutes` is our estimate of the way on foot.")
            .Produces(StatusCodes.Status200OK, contentType: GeoJson).DescribeNearby();
        stations.MapGet("/stations.geojson", AllAsync).WithName("allStations").WithSummary("Every place with coordinates")
            .WithDescription("A GeoJSON FeatureCollection (RFC 7946, WGS-84); `open` is the state now, `reason` why it is not as its hours say, `verified_at` and `verified_by` who saw it last, `doubted_at` when a visitor last found it shut. With ETag and Last-Modified.")
            .Produces(StatusCodes.Status200OK, contentType: GeoJson);
        stations.MapGet("/stations/week-ahead", WeekAhead.Answer).WithName("stationsAWeekAhead").WithSummary("The nearest stations with the hours at which they are open in the next seven days, to be kept for where there is no signal")
            .WithDescription("The sixty nearest; parameters as of /api/stations/nearby, of which only the position counts. Times are seconds since 1970.").Produces<WeekAhead>();
        stations.MapMap();
        app.MapGet("/healthz", () => Results.Text("alive")).ExcludeFromDescription().WithMetadata(new ForEveryoneAttribute());
        app.MapGet("/readyz", ReadyAsync).ExcludeFromDescription().WithMetadata(new ForEveryoneAttribute());
    }

    // The parameters stand here for the description; they are read from the query, so that each wrong one can be named.
    static async Task NearbyAsync(
        HttpContext http, NearbyPlaces nearby,
        [Description("Latitude in degrees, −90 to 90, in `datum`."), FromQuery] string? lat,
        [Description("Longitude in degrees, −180 to 180, in `datum`."), FromQuery] string? lon,
        [Description("What `lat` and `lon` refer to; the answer is always WGS-84."), FromQuery] string? datum,
        [Description("At most so many places."), FromQuery] string? limit,
        [Description("Only places within so many metres."), FromQuery] string? radius,
        [Description("Only places open for certain: `now`, or at an instant in ISO 8601 (without an offset: Asia/Shanghai)."), FromQuery] string? open,
        [Description("Only places with this facility, in the register's word or by code; repeated, all of them."), FromQuery] string[]? facility,
        [Description("Only places of this kind, in the register's word or by code; absent, all kinds, also those that do not serve outdoor workers."), FromQuery] string? kind)
    {
        if (NearbyParameters.Read(http.Request.Query, out var wrong) is not { } search)
        {
            await wrong!.AsProblem().ExecuteAsync(http);
            return;
        }

        http.Response.ContentType = GeoJson;
        WriteNearby(http, nearby, search);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    static void WriteNearby(HttpContext http, NearbyPlaces nearby, NearbySearch search)
    {
        using var json = new PlacesJson(http.Response.BodyWriter, nearby.At(search));
        json.Begin();
        nearby.Find(search, json.Write);
        json.End();
    }

    static async Task AllAsync(
        HttpContext http, NearbyPlaces nearby, MapStamps stamps, TimeProvider clock,
        [Description("West, south, east, north in degrees, parted by commas; west greater than east crosses the date line."), FromQuery] string? bbox)
    {
        var box = bbox is null ? (Box?)null : Box.Read(bbox);
        var wrong = bbox is not null && box is null ? new WrongParameter("bbox", Say.BoxExpected) : NearbyParameters.Misplaced(http.Request.Query, "bbox");
        if (wrong is not null)
        {
            await wrong.AsProblem().ExecuteAsync(http);
            return;
        }

        var (stamp, seenAt) = stamps.Now();
        if (Freshness.IsHeld(http, stamp, seenAt)) return;

        http.Response.ContentType = GeoJson;
        using var json = new PlacesJson(http.Response.BodyWriter, clock.GetUtcNow());
        json.Begin();
        var flushed = 0L;
        foreach (var (place, opening) in nearby.All(box))
        {
            json.Write(place, opening, null);
            if (json.BytesPending - flushed < FlushBytes) continue;

            flushed = json.BytesPending;
            json.Flush();
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        }

        json.End();
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    /// <summary>Ready: the database answers (its schema was brought up before we served) and the index is loaded.</summary>
    static async Task<IResult> ReadyAsync(StationIndex index, NpgsqlDataSource database, CancellationToken ct)
    {
        try
        {
            await using var asks = database.CreateCommand("SELECT 1");
            await asks.ExecuteScalarAsync(ct);
        }
        catch (NpgsqlException)
        {
            return Results.Text("waiting for the database", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        return index.IsReady ? Results.Text("ready") : Results.Text("waiting for the station index", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
