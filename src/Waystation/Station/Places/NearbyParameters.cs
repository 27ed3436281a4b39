using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;
using Waystation.Geography;
using Waystation.Shared;

namespace Waystation.Places;

/// <summary>Reads a search from an address's query, strictly: a wrong value is told, never bent into a right one.</summary>
sealed partial class NearbyParameters(IQueryCollection query)
{
    const int MostPlaces = 100;
    const double FarthestMetres = 500_000;

    /// <summary>All that this door understands.</summary>
    public static readonly string[] Names = ["lat", "lon", "datum", "limit", "radius", "open", "facility", "kind"];

    WrongParameter? wrong;

    public static NearbySearch? Read(IQueryCollection query, out WrongParameter? wrong)
    {
        var parameters = new NearbyParameters(query);
        var search = parameters.Search();
        wrong = parameters.wrong;
        return wrong is null ? search : null;
    }

    NearbySearch Search()
    {
        Unknown();
        var (lat, lon) = (Number("lat", -90, 90), Number("lon", -180, 180));
        if (lat is null) Wrong("lat", Say.LatitudeExpected);
        if (lon is null) Wrong("lon", Say.LongitudeExpected);

        var (open, at) = Open();
        return new NearbySearch(
            DatumOf().ToWgs84(new Position(lat ?? 0, lon ?? 0)),
            Limit: Limit(),
            Radius: Radius(),
            OpenOnly: open,
            At: at,
            Facilities: PlaceWish.FacilitiesOf(query["facility"], ref wrong),
            Kind: query.ContainsKey("kind") ? PlaceWish.KindOf(Single("kind") ?? "", ref wrong) : null);
    }

    /// <summary>A filter of this search at a door that gives everything: it would be passed over there.</summary>
    public static WrongParameter? Misplaced(IQueryCollection query, string takes) =>
        query.Keys.FirstOrDefault(name => Names.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } name ? new(name, Say.ParameterUnknown(takes)) : null;

    /// <summary>One that is passed over, such as radius_m, would let its asker take all that is found for what was asked.</summary>
    void Unknown()
    {
        foreach (var name in query.Keys)
            if (!Names.Contains(name, StringComparer.OrdinalIgnoreCase)) Wrong(name, Say.ParameterUnknown(string.Join(", ", Names)));
    }

    /// <summary>Where somebody stands on the earth and what they give is another thing than a number: 116.39, not NaN or 1e400.</summary>
    double? Number(string name, double least, double most)
    {
        if (Single(name) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most) return number;

        Wrong(name, Say.NumberExpected(least, most));
        return null;
    }

    double? Radius() => query.ContainsKey("radius") ? Number("radius", 1, FarthestMetres) ?? Missing("radius", Say.NumberExpected(1, FarthestMetres)) : null;

    int Limit()
    {
        if (!query.ContainsKey("limit")) return 20;
        if (int.TryParse(Single("limit"), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MostPlaces) return limit;

        Wrong("limit", Say.WholeNumberExpected(1, MostPlaces));
        return 0;
    }

    Datum DatumOf()
    {
        if (!query.ContainsKey("datum")) return Datum.Wgs84;

        var name = Single("datum")?.ToLowerInvariant();
        foreach (var datum in Enum.GetValues<Datum>())
            if (name == datum.Code()) return datum;
        Wrong("datum", Say.DatumExpected);
        return default;
    }

    (bool OpenOnly, DateTimeOffset? At) Open()
    {
        if (!query.ContainsKey("open")) return (false, null);
        if (Single("open") is "now") return (true, null);
        if (Instant(Single("open") ?? "") is { } at) return (true, at);

        Wrong("open", Say.InstantExpected);
        return default;
    }

    /// <summary>ISO 8601; without an offset it is the city's time. A plus sign that a query turned into a space is meant.</summary>
    internal static DateTimeOffset? Instant(string text)
    {
        if (!Iso().IsMatch(text)) return null;

        text = Plus().Replace(text, "+$1").Replace(' ', 'T');
        var offset = Offset().IsMatch(text);
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) || at.Year is < 1970 or > 2200) return null;

        return offset ? at : new DateTimeOffset(at.DateTime, City.Zone.GetUtcOffset(at.DateTime));
    }

    /// <summary>Null when it is absent, empty or given more than once.</summary>
    string? Single(string name) => query[name] is { Count: 1 } one && !StringValues.IsNullOrEmpty(one) ? one[0] : null;

    double? Missing(string name, Sentence why)
    {
        Wrong(name, why);
        return null;
    }

    /// <summary>The first one is told.</summary>
    void Wrong(string name, Sentence why) => wrong ??= new WrongParameter(name, why);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?(?:[Zz]|[+\- ]\d\d(?::?\d\d)?)?$")]
    private static partial Regex Iso();

    [GeneratedRegex(@"(?<=:\d\d(?:\.\d+)?) (\d\d(?::?\d\d)?)$")]
    private static partial Regex Plus();

    [GeneratedRegex(@"(?:[Zz]|[+-]\d\d(?::?\d\d)?)$")]
    private static partial Regex Offset();
}
