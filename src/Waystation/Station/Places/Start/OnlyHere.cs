using System.Globalization;
using Microsoft.AspNetCore.Html;
using Waystation.Geography;

namespace Waystation.Places;

/// <summary>All of the start page that only the searcher's position decides.</summary>
/// <param name="Lat">Of the map's middle, in the datum of its tiles.</param>
/// <param name="Metres">How far the sketch, and the map in its place, reaches.</param>
/// <param name="Sketch">Null where nothing is near.</param>
public sealed record OnlyHere(string Lat, string Lon, string Metres, IHtmlContent? Sketch, IHtmlContent Cards)
{
    const int UsualMetres = 2000;

    public static OnlyHere Of(Position middle, DistanceSketch? sketch, IReadOnlyList<PlaceCard> cards) =>
        new(Degrees(middle.Lat), Degrees(middle.Lon), (sketch?.Metres ?? UsualMetres).ToString(CultureInfo.InvariantCulture), sketch is null ? null : new SketchSvg(sketch), new CardList(cards));

    static string Degrees(double at) => at.ToString("0.######", CultureInfo.InvariantCulture);
}
