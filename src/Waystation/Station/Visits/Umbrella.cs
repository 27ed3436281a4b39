using System.Globalization;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Visits;

/// <summary>An umbrella with a numbered tag. It belongs to where it stands: brought back elsewhere, it is lent from there.</summary>
public sealed class Umbrella : IOfStation
{
    public const int HighestNumber = 999;

    Umbrella() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Where it stands, or was lent from.</summary>
    public Guid StationId { get; private set; }
    public Guid UnionId { get; private set; }

    /// <summary>Whose number it bears.</summary>
    public Guid HomeId { get; private init; }
    public int Number { get; private init; }

    /// <summary>What is written on it: the home station's number and its own.</summary>
    public string Tag { get; private init; } = "";
    public DateTime MadeAt { get; private init; }
    public DateTime? GoneAt { get; private set; }

    public static Umbrella Register(Station home, int number, DateTime at) =>
        new() { StationId = home.Id, UnionId = home.UnionId, HomeId = home.Id, Number = number, Tag = TagOf(home, number), MadeAt = at };

    public static string TagOf(Station home, int number) => $"{home.Code.ToUpperInvariant()}-{number.ToString("00", CultureInfo.InvariantCulture)}";

    public void StandAt(Station station) => (StationId, UnionId) = (station.Id, station.UnionId);

    /// <summary>Lost or broken for good.</summary>
    public void Go(DateTime at)
    {
        Rule.Require(GoneAt is null, Say.GoneAlready);
        GoneAt = at;
    }
}
