using Waystation.Places;

namespace Waystation.Standards;

/// <summary>What is known about one item: there and in order, there and broken, not there, or nobody has looked.</summary>
public enum Finding { Met, Broken, Missing, Unknown }

/// <summary>What is known of a place, as far as standards ask.</summary>
/// <param name="NearestMetres">To the nearest other station; null where there is none, or nobody has said where this one stands.</param>
public sealed record PlaceFacts(Station Station, double? NearestMetres);

public sealed record FoundItem(StandardItem Item, Finding Finding)
{
    /// <summary>An item that nobody has looked at does not fail.</summary>
    public bool Fails => Item.Must && (Finding is Finding.Broken or Finding.Missing);
}

/// <summary>Compares a place with a standard, item by item, from its facilities and fields alone.</summary>
public static class CheckPlace
{
    public static IReadOnlyList<FoundItem> Against(PlaceStandard standard, PlaceFacts facts) =>
        [.. standard.Items.Select(item => new FoundItem(item, item.AnyOf is { } codes ? OfFacilities(codes, facts.Station) : OfField(item, facts)))];

    /// <summary>The best of them counts. What a register that lists other things leaves out is not there.</summary>
    static Finding OfFacilities(IReadOnlyList<string> codes, Station station)
    {
        var said = station.Facilities.Where(f => codes.Contains(f.FacilityCode)).Select(f => f.Status).ToHashSet();
        if (said.Contains(FacilityStatus.Works)) return Finding.Met;
        if (said.Contains(FacilityStatus.Unknown)) return Finding.Unknown;
        if (said.Contains(FacilityStatus.Broken)) return Finding.Broken;
        return said.Count > 0 || station.Facilities.Count > 0 ? Finding.Missing : Finding.Unknown;
    }

    static Finding OfField(StandardItem item, PlaceFacts facts)
    {
        var station = facts.Station;
        return item.Field switch
        {
            PlaceField.Address => Has(station.Address.Length > 0),
            PlaceField.Sign => Has(station.OpenedOn is not null),
            PlaceField.Keeper => Has(station.Keeper is not null),
            PlaceField.Position => Has(station.Lat is not null),
            PlaceField.Hours => Has(station.OpeningHours is not null),
            PlaceField.Rules => Told(station.Traits.RulesPosted),
            PlaceField.GroundFloor => Told(station.Traits.OnGroundFloor),
            PlaceField.WalkIn => Told(AccessWay.IsWalkIn(station.Access)),
            PlaceField.Area => Told(station.Traits.Area is { } area ? area >= item.Least : null),
            PlaceField.Books => Told(station.Traits.Books is { } books ? books >= item.Least : null),
            PlaceField.Nearest => Told(facts.NearestMetres is { } metres ? metres <= item.Most : null),
            _ => OfAll(station),
        };
    }

    static Finding OfAll(Station station)
    {
        var said = station.Facilities.Select(f => f.Status).ToHashSet();
        return said.Contains(FacilityStatus.Missing) ? Finding.Missing : said.Contains(FacilityStatus.Broken) ? Finding.Broken
            : said.Count == 0 || said.Contains(FacilityStatus.Unknown) ? Finding.Unknown : Finding.Met;
    }

    static Finding Has(bool has) => has ? Finding.Met : Finding.Missing;

    static Finding Told(bool? holds) => holds switch { true => Finding.Met, false => Finding.Missing, null => Finding.Unknown };
}
