using Waystation.Data;
using Waystation.Geography;
using Waystation.Shared;

namespace Waystation.Places;

/// <summary>
/// The licensed map that the public page may show, from <c>WAYSTATION_MAP_TILES</c>, <c>…_CREDIT</c>, <c>…_APPROVAL</c> (审图号) and <c>…_DATUM</c>.
/// A map shown to the public in China bears its approval number; without a whole set there is no map, only the list and the sketch.
/// </summary>
public sealed record MapSettings
{
    /// <summary>With {z}, {x} and {y}; null: there is no map.</summary>
    public string? Tiles { get; private init; }
    public string Credit { get; private init; } = "";
    public string Approval { get; private init; } = "";

    /// <summary>What the tiles' pixels refer to: GCJ-02 for 高德, WGS-84 (CGCS2000) for 天地图.</summary>
    public Datum Datum { get; private init; }

    /// <summary>The districts' outlines are a coarse example: only a demonstration shows them, and only on a licensed map.</summary>
    public bool ShowsOutlines { get; private init; }

    public bool IsThere => Tiles is not null;

    /// <summary>Where pictures may come from besides this house.</summary>
    public PictureHosts Hosts => new(Tiles is null ? [] : [new Uri(Filled(Tiles)).GetLeftPart(UriPartial.Authority)]);

    /// <summary>Refuses, naming the setting, a map that would be shown without its credit or approval number, or in the wrong place.</summary>
    public static MapSettings Read(IConfiguration configuration, bool isDemo)
    {
        var (tiles, credit, approval) = (configuration["WAYSTATION_MAP_TILES"], configuration["WAYSTATION_MAP_CREDIT"], configuration["WAYSTATION_MAP_APPROVAL"]);
        if (string.IsNullOrEmpty(tiles)) return new();

        var isAddress = Uri.TryCreate(Filled(tiles), UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
        Rule.Require(isAddress && tiles.Contains("{z}") && tiles.Contains("{x}") && (tiles.Contains("{y}") || tiles.Contains("{-y}")), Say.TilesNeedAnAddress);
        Rule.Require(!string.IsNullOrWhiteSpace(credit), Say.MapNeedsCredit);
        Rule.Require(!string.IsNullOrWhiteSpace(approval), Say.MapNeedsApproval);
        return new() { Tiles = tiles, Credit = credit!, Approval = approval!, Datum = DatumOf(configuration["WAYSTATION_MAP_DATUM"]), ShowsOutlines = isDemo };
    }

    /// <summary>Baidu's tiles are cut in a projection of their own, which the map on the page does not speak.</summary>
    static Datum DatumOf(string? written)
    {
        var isKnown = Datums.TryRead(written ?? "", out var datum);
        Rule.Require(isKnown && datum is not Datum.Bd09, Say.MapNeedsDatum);
        return datum;
    }

    static string Filled(string tiles) => tiles.Replace("{z}", "1").Replace("{x}", "1").Replace("{y}", "1").Replace("{-y}", "1");
}
