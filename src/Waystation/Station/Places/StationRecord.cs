namespace Waystation.Places;

/// <summary>
/// What a register says of one place, cleaned. A null or empty value says nothing: what is known already stays.
/// </summary>
public sealed record StationRecord
{
    public string? Code { get; init; }
    public required string Name { get; init; }
    public required StationKind Kind { get; init; }
    public required Guid UnionId { get; init; }
    public required string DistrictCode { get; init; }
    public required string StreetCode { get; init; }
    public string Address { get; init; } = "";
    public Location? Location { get; init; }

    /// <summary>The words under 开放时间; the syntax is made of them.</summary>
    public string HoursText { get; init; } = "";
    public string? OpeningHours { get; init; }
    public FacilityList? Facilities { get; init; }
    public string Serves { get; init; } = "";
    public string Access { get; init; } = "";
    public bool? ServesOutdoorWorkers { get; init; }
    public string Host { get; init; } = "";
    public string Keeper { get; init; } = "";
    public string Phone { get; init; } = "";
    public DateOnly? OpenedOn { get; init; }
}
