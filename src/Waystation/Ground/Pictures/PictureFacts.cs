using Waystation.Shared;

namespace Waystation.Pictures;

/// <summary>What is known of a photo besides its bytes. Whose station it is has been checked by whoever says so.</summary>
public sealed record PictureFacts(Guid UnionId, Guid StationId, Guid? AccountId)
{
    /// <summary>UTC, by the phone's clock.</summary>
    public DateTime? TakenAt { get; init; }

    /// <summary>WGS-84, in degrees.</summary>
    public double? Lat { get; init; }
    public double? Lon { get; init; }

    /// <summary>Which way the camera looked, in degrees from north.</summary>
    public int? Bearing { get; init; }

    internal void Require()
    {
        Rule.Require(Lat is null == Lon is null && Lat is not (< -90 or > 90 or double.NaN) && Lon is not (< -180 or > 180 or double.NaN), Say.PlaceUnreadable);
        Rule.Require(Bearing is null or (>= 0 and < 360), Say.BearingUnreadable);
        Rule.Require(TakenAt is null or { Kind: DateTimeKind.Utc, Year: > 2000 and < 2200 }, Say.TimeUnreadable);
    }
}
