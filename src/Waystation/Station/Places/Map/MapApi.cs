using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Waystation.Geography;

namespace Waystation.Places;

/// <summary>What the map on the start page asks for.</summary>
static class MapApi
{
    static readonly JsonSerializerOptions readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void MapMap(this RouteGroupBuilder api)
    {
        api.MapGet("/stations/in", In).WithName("stationsInBox").WithSummary("Stations within a box, for a map")
            .WithDescription("Places with their state now; where more than 250 fit, places that stand close together are told as groups with their count.")
            .Produces<BoxAnswer>();
        api.MapGet("/outlines", Outlines).ExcludeFromDescription();
    }

    static IResult In(
        PlacesInBox places,
        [Description("West, south, east, north in degrees of `datum`, parted by commas; at most 5 degrees wide and high."), FromQuery] string? bbox,
        [Description("What `bbox` and the answer refer to: wgs84 (the default), gcj02 or bd09."), FromQuery] string? datum,
        [Description("`now` (the default): only places open by their hours. `any`: all. Or an instant in ISO 8601 (without an offset: Asia/Shanghai)."), FromQuery] string? open,
        [Description("Only places with this facility, by word or code; repeated, all of them."), FromQuery] string[]? facility,
        [Description("Only places of this kind, by word or code."), FromQuery] string? kind)
    {
        if (Box.Read(bbox ?? "") is not { } box) return new WrongParameter("bbox", Say.BoxExpected).AsProblem();
        if (box.North - box.South > PlacesInBox.MostDegrees || box.Width > PlacesInBox.MostDegrees) return new WrongParameter("bbox", Say.BoxTooLarge(PlacesInBox.MostDegrees)).AsProblem();

        var read = Datum.Wgs84;
        if (datum is not null && !Datums.TryRead(datum, out read)) return new WrongParameter("datum", Say.DatumExpected).AsProblem();
        var wish = PlaceWish.Read(open, facility, kind, out var wrong);
        if (wrong is not null) return wrong.AsProblem();

        return Results.Json(places.Find(box, read, wish), readable);
    }

    /// <summary>Not there unless this is a demonstration on a licensed map.</summary>
    static IResult Outlines(MapSettings map) => map.ShowsOutlines
        ? Results.Json(CityOutline.Beijing.In(map.Datum).Select(ring => ring.Select(p => new[] { Math.Round(p.Lat, 4), Math.Round(p.Lon, 4) })), readable)
        : Results.NotFound();
}
