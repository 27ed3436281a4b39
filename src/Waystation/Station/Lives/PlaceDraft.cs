using Waystation.Geography;
using Waystation.Places;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Lives;

/// <summary>A place as an officer puts it forward: what was typed, cleaned only when it is read.</summary>
public sealed record PlaceDraft
{
    const int LongestName = 60, LongestAddress = 120, LongestField = 100;

    public string? Name { get; init; }
    public string? Kind { get; init; }

    /// <summary>The code of a street of the branch.</summary>
    public string? Street { get; init; }
    public string? Address { get; init; }
    public string? Lon { get; init; }
    public string? Lat { get; init; }
    public string? Datum { get; init; }
    public string? Host { get; init; }
    public string? Access { get; init; }
    public string? Serves { get; init; }
    public bool Outdoor { get; init; }
    public string? Facilities { get; init; }
    public string? Keeper { get; init; }
    public string? Phone { get; init; }
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public string? Paper { get; init; }
    public string? Note { get; init; }

    internal NextStep Apply(DateOnly today) => new(LifeStep.Apply, today, Plain.Prose(Paper ?? ""), Plain.Prose(Note ?? ""));

    internal StationRecord Read(BranchStreet? street)
    {
        var (name, address) = (Clean(Name), Clean(Address));
        Rule.Require(name.Length is > 1 and <= LongestName, Say.NameNeeded(LongestName));
        Rule.Require(StationKind.All.Any(k => k.Code == Kind), Say.KindNeeded);
        Rule.Require(street is not null, Say.StreetNeeded);
        Rule.Require(address.Length is > 0 and <= LongestAddress, Say.AddressNeeded(LongestAddress));
        foreach (var (field, typed) in new[] { ("lives.host", Host), ("lives.access", Access), ("lives.serves", Serves), ("lives.keeper", Keeper), ("lives.phone", Phone) })
            Rule.Require(Clean(typed).Length <= LongestField, Say.TooLong(Words.Say(field), LongestField));
        return new StationRecord
        {
            Name = name, Kind = StationKind.Of(Kind!), UnionId = street!.UnionId, DistrictCode = street.DistrictCode, StreetCode = street.Code, Address = address, Location = TypedPosition.Read(Lon, Lat, Datum),
            Facilities = FacilityList.Read(Clean(Facilities)), Serves = Clean(Serves), Access = Clean(Access), ServesOutdoorWorkers = Outdoor, Host = Clean(Host), Keeper = Clean(Keeper), Phone = Clean(Phone),
        };
    }

    static string Clean(string? typed) => Plain.Text(typed ?? "");
}

/// <summary>Where a place stands, as an officer typed it.</summary>
public static class TypedPosition
{
    /// <summary>Null where nothing was typed: nobody has to know it before the sign is hung.</summary>
    public static Location? Read(string? lon, string? lat, string? named)
    {
        var (x, y) = (Cell.Of(Plain.Text(lon ?? "")), Cell.Of(Plain.Text(lat ?? "")));
        if (x.IsBlank && y.IsBlank) return null;

        var given = CoordinateText.Read(x, y);
        var isNamed = Datums.TryRead(named ?? "", out var datum);
        Rule.Require(given is not null && isNamed, Say.PlaceWrong);
        var location = new Location(new Position(given!.Value.Lat, given.Value.Lon), datum);
        Rule.Require(CityOutline.Beijing.MetresOutside(location.Wgs84) <= RegisterLocation.CityMargin, Say.OutsideTheCity);
        return location;
    }
}

/// <summary>A street of the branch with the federation that would answer for a place there.</summary>
public sealed record BranchStreet(string Code, string Name, string DistrictCode, string District, Guid UnionId);
