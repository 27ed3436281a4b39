using System.Security.Cryptography;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Visits;

/// <summary>What the picture at a station's door leads to: one button, and nothing asked.</summary>
public sealed class DoorCode : IOfStation
{
    const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    const int Length = 9;

    DoorCode() { }

    public Guid StationId { get; private init; }
    public Guid UnionId { get; private init; }
    public string Code { get; private set; } = "";
    public DateTime MadeAt { get; private set; }

    public static DoorCode Draw(Station station, DateTime at)
    {
        var door = new DoorCode { StationId = station.Id, UnionId = station.UnionId };
        door.Renew(at);
        return door;
    }

    /// <summary>Pictures of the code before lead nowhere from now on.</summary>
    public void Renew(DateTime at) => (Code, MadeAt) = (RandomNumberGenerator.GetString(Alphabet, Length), at);
}
