using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Equipment;

/// <summary>Money for equipment, of a union or of one station; how much there is stands in its ledger.</summary>
public sealed class Fund : IBelongToUnion
{
    const int LongestName = 60;

    Fund() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid UnionId { get; private init; }
    public Guid? StationId { get; private init; }
    public string Name { get; private init; } = "";
    public DateTime MadeAt { get; private init; }

    public static Fund Open(Guid unionId, string? name, DateTime at)
    {
        var called = (name ?? "").Trim();
        Rule.Require(called.Length is >= 2 and <= LongestName && !called.Any(char.IsControl), Say.FundNameLength(LongestName));
        return new() { UnionId = unionId, Name = called, MadeAt = at };
    }

    /// <summary>Each station has one at most.</summary>
    public static Fund Of(Station station, DateTime at) => new() { UnionId = station.UnionId, StationId = station.Id, Name = $"{station.Code} {station.Name}"[..Math.Min(LongestName, station.Code.Length + 1 + station.Name.Length)], MadeAt = at };
}
