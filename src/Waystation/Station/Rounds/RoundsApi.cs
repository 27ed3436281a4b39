using System.Text.Json;
using Waystation.Accounts;
using Waystation.Pictures;
using Waystation.Shared;

namespace Waystation.Rounds;

/// <summary>
/// What a phone on a round asks for and delivers. Only JSON sent by PUT is taken: a page of another origin cannot send that without being asked first,
/// and is never allowed; so no form's token is needed, which would have run out while there was no signal.
/// </summary>
static class RoundsApi
{
    const int LargestVisit = 64 * 1024;

    public static void MapRounds(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/rounds/mine", MineAsync).ExcludeFromDescription().WithMetadata(new ForStaffAttribute(Right.InspectStations));
        app.MapPut("/api/visits/{id:guid}", DeliverAsync).ExcludeFromDescription().WithMetadata(new ForStaffAttribute(Right.InspectStations));
        app.MapPut("/api/rounds/{round:guid}/stations/{station:guid}/pictures/{id:guid}", PictureAsync).ExcludeFromDescription().WithMetadata(new ForStaffAttribute(Right.InspectStations));
        app.MapPut("/api/rounds/{round:guid}/stations/{station:guid}/signatures/{id:guid}", SignatureAsync).ExcludeFromDescription().WithMetadata(new ForStaffAttribute(Right.InspectStations));
        app.MapGet("/round-signatures/{id:guid}", DrawnAsync).ExcludeFromDescription().WithMetadata(new ForStaffAttribute(Right.InspectStations));
    }

    /// <summary>Everything a visit needs where there is no signal. No keeper's name or phone is in it.</summary>
    static async Task<IResult> MineAsync(HttpContext http, Desk desk, ReadRounds rounds, DrawUpChecklists checklists, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        List<TakenRound> taken = [];
        Dictionary<Guid, TakenList> lists = [];
        foreach (var (round, team) in await rounds.MineAsync(ct))
        {
            var stops = await rounds.StopsAsync(round.Id, ct);
            var drawn = await checklists.ForAllAsync([.. stops.Select(s => s.Station)], ct);
            foreach (var (id, list) in drawn.Values) lists[id] = new(id, list.Items);
            taken.Add(new(round.Id, round.Title, round.FromOn, round.UntilOn, team, [.. stops.Select(s => Taken(s, drawn[s.Station.Id].Id))]));
        }

        return Results.Json(new Mine(desk.Caller.AccountId, desk.Now, taken, [.. lists.Values]), Wire.Options);
    }

    static TakenStop Taken(StopRow row, Guid checklist) =>
        new(row.Station.Id, row.Station.Name, row.Station.Address, row.Station.OpeningHoursText, row.Station.Lat, row.Station.Lon, row.Stop.Team, row.Stop.OnDay, row.Stop.Place, checklist, row.State);

    static async Task<IResult> DeliverAsync(Guid id, HttpContext http, DeliverVisit deliver, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        Rule.Require(id != Guid.Empty, Say.CannotBeRead);
        if (await deliver.RunAsync(id, await ReadAsync(http, ct), ct) is not { } delivered) return Results.NotFound();

        return Results.Json(new { delivered.Delivery, delivered.Standing, delivered.IsNew }, Wire.Options, statusCode: delivered.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>Its bytes as they are; what is known of it stands in the address.</summary>
    static async Task<IResult> PictureAsync(Guid round, Guid station, Guid id, DateTimeOffset? takenAt, double? lat, double? lon, int? bearing, HttpContext http, TakePicture take, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        Rule.Require(http.Request.ContentType == "image/jpeg", Say.CannotBeRead);
        PictureFacts With(PictureFacts of) => of with { TakenAt = takenAt?.UtcDateTime, Lat = lat, Lon = lon, Bearing = bearing };
        return await take.RunAsync(round, station, id, http.Request.Body, With, ct) is { } kept
            ? Results.Json(kept, Wire.Options, statusCode: kept.WasThere ? StatusCodes.Status200OK : StatusCodes.Status201Created) : Results.NotFound();
    }

    static async Task<IResult> SignatureAsync(Guid round, Guid station, Guid id, HttpContext http, TakeSignature take, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        Rule.Require(http.Request.ContentType == "image/jpeg" && http.Request.ContentLength is > 0 and <= TakeSignature.MostBytes, Say.CannotBeRead);
        var came = new byte[(int)http.Request.ContentLength!.Value];
        await http.Request.Body.ReadExactlyAsync(came, ct);
        return await take.RunAsync(round, station, id, came, ct) is { } kept
            ? Results.Json(kept, Wire.Options, statusCode: kept.WasThere ? StatusCodes.Status200OK : StatusCodes.Status201Created) : Results.NotFound();
    }

    static async Task<IResult> DrawnAsync(Guid id, HttpContext http, TakeSignature take, CancellationToken ct)
    {
        if (await take.ShowAsync(id, ct) is not { } drawn) return Results.NotFound();

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Bytes(drawn, "image/jpeg");
    }

    static async Task<VisitReport> ReadAsync(HttpContext http, CancellationToken ct)
    {
        Rule.Require(http.Request.HasJsonContentType() && http.Request.ContentLength is > 0 and <= LargestVisit, Say.CannotBeRead);
        try
        {
            return await http.Request.ReadFromJsonAsync<VisitReport>(Wire.Options, ct) ?? throw new Refusal(Say.CannotBeRead);
        }
        catch (JsonException unreadable)
        {
            throw new Refusal(Say.CannotBeRead, unreadable);
        }
    }

    sealed record Mine(Guid Account, DateTime At, IReadOnlyList<TakenRound> Rounds, IReadOnlyList<TakenList> Checklists);

    sealed record TakenRound(Guid Id, string Title, DateOnly FromOn, DateOnly UntilOn, int Team, IReadOnlyList<TakenStop> Stops);

    sealed record TakenStop(Guid Station, string Name, string Address, string Hours, double? Lat, double? Lon, int Team, DateOnly OnDay, int Place, Guid Checklist, StopState State);

    sealed record TakenList(Guid Id, IReadOnlyList<ChecklistItem> Items);
}
