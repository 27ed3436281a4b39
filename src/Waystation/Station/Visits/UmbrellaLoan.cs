using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Visits;

/// <summary>An umbrella that somebody took along: no name, no deposit, a phone only from who wishes to be reminded, and only until it is back.</summary>
public sealed class UmbrellaLoan : IOfStation
{
    UmbrellaLoan() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid UmbrellaId { get; private init; }

    /// <summary>Where it was lent.</summary>
    public Guid StationId { get; private init; }
    public Guid UnionId { get; private init; }
    public DateTime LentAt { get; private init; }

    /// <summary>The stamp of the rule that says how long.</summary>
    public string Rule { get; private init; } = "";
    public DateOnly DueOn { get; private init; }

    /// <summary>Sealed by the vault.</summary>
    public byte[]? Phone { get; private set; }
    public Guid? PhoneIndex { get; private set; }
    public DateTime? RemindedAt { get; private set; }
    public DateTime? EndedAt { get; private set; }

    /// <summary>Where it came back; none where it is lost.</summary>
    public Guid? BackAtId { get; private set; }

    public bool HasPhone => Phone is not null;

    public static UmbrellaLoan Lend(Umbrella umbrella, Station from, (string Rule, DateOnly On) due, (byte[] Sealed, Guid Index)? phone, DateTime at) =>
        new() { UmbrellaId = umbrella.Id, StationId = from.Id, UnionId = from.UnionId, LentAt = at, Rule = due.Rule, DueOn = due.On, Phone = phone?.Sealed, PhoneIndex = phone?.Index };

    public void Remind(DateTime at) => RemindedAt = at;

    public void Return(Station at, DateTime now)
    {
        End(now);
        BackAtId = at.Id;
    }

    public void Lose(DateTime now) => End(now);

    void End(DateTime at)
    {
        Shared.Rule.Require(EndedAt is null, Say.NotOut);
        (EndedAt, Phone, PhoneIndex) = (at, null, null);
    }
}
