using System.Text.Json;
using Waystation.Shared;

namespace Waystation.Rounds;

/// <summary>What a visit is worth: of a station and a round one counts, what contradicts it waits for a person, who sets aside the others.</summary>
public enum Standing { Counts, Waits, SetAside }

/// <summary>A visit as it was delivered. Each different version is kept as it came.</summary>
public sealed class RoundVisit : IOfStation
{
    RoundVisit() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Made by the phone, or by the form.</summary>
    public Guid VisitId { get; private init; }

    /// <summary>Of what it says: the same again is known by it.</summary>
    public Guid Version { get; private init; }
    public Guid RoundId { get; private init; }
    public Guid StationId { get; private init; }
    public Guid UnionId { get; private init; }
    public int Team { get; private init; }
    public Guid AccountId { get; private init; }
    public Guid ChecklistId { get; private init; }

    /// <summary>As the phone says.</summary>
    public DateTime VisitedAt { get; private init; }

    /// <summary>What counts: the phone's word, or as near to it as can be told where its clock is wrong.</summary>
    public DateTime HappenedAt { get; private init; }
    public DateTime ReceivedAt { get; private init; }
    public double? Lat { get; private init; }
    public double? Lon { get; private init; }
    public double? Accuracy { get; private init; }

    /// <summary>What about it is hard to believe: <see cref="Doubt"/>.</summary>
    public string[] Flags { get; private init; } = [];
    public string Answers { get; private init; } = "[]";

    /// <summary>Who was met, sealed; gone after its time.</summary>
    public byte[]? Met { get; private init; }
    public Agreed Agreed { get; private init; }
    public string Note { get; private init; } = "";
    public Guid[] Pictures { get; private init; } = [];

    /// <summary>The name that whoever was met has drawn.</summary>
    public Guid? Signature { get; private init; }
    public Standing Standing { get; private set; }
    public Guid? SettledBy { get; private set; }
    public DateTime? SettledAt { get; private set; }

    public IReadOnlyList<Answered> Read() => JsonSerializer.Deserialize<List<Answered>>(Answers, Wire.Options)!;

    public void Settle(bool counts, Guid by, DateTime at) => (Standing, SettledBy, SettledAt) = (counts ? Standing.Counts : Standing.SetAside, by, at);
}

/// <summary>What about a delivery is hard to believe. It is marked and taken.</summary>
public static class Doubt
{
    public const string Clock = "clock", Before = "before", Far = "far", Vague = "vague", Nowhere = "nowhere", Late = "late";
}
