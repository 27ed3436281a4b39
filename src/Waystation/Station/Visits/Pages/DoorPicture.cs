using Waystation.Places;

namespace Waystation.Visits.Pages;

/// <summary>The sheet for the door.</summary>
public sealed record DoorPicture(string Station, string Address)
{
    public string Picture => QrCode.Of(Address);

    public static DoorPicture Of(HttpRequest request, Station station, DoorCode door) => new(station.Name, $"{request.Scheme}://{request.Host}/v/{door.Code}");
}
