namespace Waystation.Shared;

/// <summary>A thing of one station, or the station itself: what the keeper of that station sees.</summary>
public interface IOfStation : IBelongToUnion
{
    Guid StationId { get; }
}
