namespace Waystation.Places;

/// <summary>Whether what the register lists is really there and works: unknown until somebody has looked.</summary>
public static class FacilityStatus
{
    public const string Works = "works", Broken = "broken", Missing = "missing", Unknown = "unknown";
}

/// <summary>Of the facilities of a place those that somebody has looked at, as sets of <see cref="Facility.Bit"/>.</summary>
public readonly record struct FacilitiesSeen(ulong Works, ulong Broken, ulong Missing)
{
    public string StatusOf(Facility facility) =>
        (Works & facility.Bit) != 0 ? FacilityStatus.Works
        : (Broken & facility.Bit) != 0 ? FacilityStatus.Broken
        : (Missing & facility.Bit) != 0 ? FacilityStatus.Missing
        : FacilityStatus.Unknown;
}

/// <summary>One facility of one place.</summary>
public sealed class StationFacility
{
    StationFacility() { }

    public Guid StationId { get; private init; }
    public string FacilityCode { get; private init; } = "";
    public string Status { get; private set; } = FacilityStatus.Unknown;

    /// <summary>What somebody who answers for it says of it.</summary>
    public void Say(string status) => Status = status;

    internal static StationFacility Listed(Guid stationId, Facility facility) => new() { StationId = stationId, FacilityCode = facility.Code };
}
