using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>A role that an account holds at a union, for that union alone or for all below it too, from a day on.</summary>
public sealed class Post : IBelongToUnion
{
    Post() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid AccountId { get; private init; }
    public Role Role { get; private init; }
    public Guid UnionId { get; private init; }

    /// <summary>Set: the post is at this station and sees nothing else of its union.</summary>
    public Guid? StationId { get; private init; }

    /// <summary>Reaches the unions below as well.</summary>
    public bool Below { get; private init; }
    public DateOnly FromOn { get; private init; }

    /// <summary>The first day on which it is no longer held.</summary>
    public DateOnly? UntilOn { get; private set; }

    public static Post Give(Guid accountId, Role role, Guid unionId, bool below, DateOnly from) =>
        new() { AccountId = accountId, Role = role, UnionId = unionId, Below = below, FromOn = from };

    /// <summary>The keeper of one station.</summary>
    public static Post AtStation(Guid accountId, Guid unionId, Guid stationId, DateOnly from) =>
        new() { AccountId = accountId, Role = Role.StationKeeper, UnionId = unionId, StationId = stationId, FromOn = from };

    /// <summary>A post that reaches below stands above grassroots level, whatever it is called.</summary>
    public bool NeedsSecondFactor => Below || Role.NeedsSecondFactor();

    public void End(DateOnly on)
    {
        Rule.Require(UntilOn is null, Say.PostEnded);
        UntilOn = on < FromOn ? FromOn : on;
    }
}
