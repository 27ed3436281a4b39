using Waystation.Places;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Keepers;

/// <summary>Somebody who looks after one station for its host; of them the house keeps what they want to be called, sealed.</summary>
public sealed class StationKeeper : IOfStation
{
    public const int MostOfOne = 9, LongestName = 20;

    StationKeeper() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid AccountId { get; private init; }
    public Guid StationId { get; private init; }
    public Guid UnionId { get; private init; }

    /// <summary>The first digit of their PIN.</summary>
    public int Number { get; private init; }

    /// <summary>First name or nickname, sealed; never published, and gone when they go.</summary>
    public byte[]? Name { get; private set; }
    public DateTime MadeAt { get; private init; }
    public DateTime PinMadeAt { get; private set; }
    public DateTime? WithdrawnAt { get; private set; }

    public static StationKeeper Of(Station station, int number, Guid accountId, byte[] name, DateTime at) =>
        new() { AccountId = accountId, StationId = station.Id, UnionId = station.UnionId, Number = number, Name = name, MadeAt = at, PinMadeAt = at };

    /// <summary>What somebody may be called here.</summary>
    public static string Called(string? typed)
    {
        var name = Plain.Prose(typed ?? "");
        Rule.Require(name.Length is > 0 and <= LongestName && !name.Any(char.IsControl), Say.NameLength(LongestName));
        return name;
    }

    /// <param name="name">Of who has it now, sealed; null where it is the same person.</param>
    public void TakePin(byte[]? name, DateTime at)
    {
        Rule.Require(WithdrawnAt is null, Say.Withdrawn);
        (Name, PinMadeAt) = (name ?? Name, at);
    }

    public void Withdraw(DateTime at)
    {
        Rule.Require(WithdrawnAt is null, Say.Withdrawn);
        (Name, WithdrawnAt) = (null, at);
    }
}
