using Waystation.Geography;
using Waystation.Shared;

namespace Waystation.Places;

/// <summary>Where a searcher starts from, and how that is said.</summary>
/// <param name="Note">Said where it is only near what was asked for; null: it is that.</param>
public sealed record StartPoint(Position At, Sentence From, Sentence? Note = null)
{
    static readonly Position heartOfTheCity = new(39.9042, 116.4074);

    public static StartPoint TheCity { get; } = new(heartOfTheCity, new Sentence("places.from-the-city"));

    public static StartPoint Here(Position at) => new(at, new Sentence("places.from-here"));

    /// <summary>The middle of the stations of a street; where it has none, of its district's; where even that has none, of the district itself.</summary>
    public static StartPoint Of(Locality locality, PlaceMap map)
    {
        var from = new Sentence("places.from-area", locality.Level == "district" ? locality.Name : locality.District + locality.Street);
        if (locality.Street.Length > 0 && map.AreaOf(locality.District, locality.Street) is { } street)
            return new(street.Middle, from, locality.Level == "community" ? new Sentence("places.by-its-street", locality.Name, locality.Street) : null);

        Sentence? note = locality.Street.Length > 0 ? new Sentence("places.street-without-stations", locality.Street, locality.District) : null;
        return new(map.AreaOf(locality.District, "")?.Middle ?? CityOutline.Beijing.MiddleOf(locality.DistrictCode) ?? heartOfTheCity, from, note);
    }
}
