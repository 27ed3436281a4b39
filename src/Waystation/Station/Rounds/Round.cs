using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Rounds;

/// <summary>
/// A round of inspection (回访自查) over all stations of a branch. It is found through its stops, which are narrowed: who reaches none of them
/// does not know of it, and a street sees its own part of a district's round.
/// </summary>
public sealed class Round
{
    public const int MostTeams = 20, LongestDays = 60, LongestTitle = 60, LongestWhy = 200, MostAhead = 366;

    Round() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid UnionId { get; private init; }
    public string Title { get; private init; } = "";

    /// <summary>The keepers are told its days beforehand.</summary>
    public bool Announced { get; private init; }
    public int Teams { get; private init; }
    public DateOnly FromOn { get; private init; }
    public DateOnly UntilOn { get; private init; }
    public DateTime OpenedAt { get; private init; }
    public Guid OpenedBy { get; private init; }
    public DateTime? EndedAt { get; private set; }
    public Guid? EndedBy { get; private set; }

    /// <summary>Why it was cancelled; null where it runs or was walked to its end.</summary>
    public string? CancelledWhy { get; private set; }

    public bool IsOver => EndedAt is not null;

    /// <summary>As its word is called.</summary>
    public string Stage => CancelledWhy is not null ? "cancelled" : IsOver ? "over" : "running";

    public static Round Open(Guid unionId, string title, bool announced, int teams, DateOnly from, DateOnly until, Guid by, DateTime at)
    {
        Rule.Require(title.Length is > 0 and <= LongestTitle, Say.TitleNeeded(LongestTitle));
        Rule.Require(from >= City.DayOf(new DateTimeOffset(at, TimeSpan.Zero)) && until >= from, Say.DaysWrong);
        Rule.Require(from.DayNumber - City.DayOf(new DateTimeOffset(at, TimeSpan.Zero)).DayNumber <= MostAhead, Say.TooFarAhead);
        Rule.Require(until.DayNumber - from.DayNumber < LongestDays, Say.TooManyDays(LongestDays));
        Rule.Require(teams is > 0 and <= MostTeams, Say.TeamsWrong(MostTeams));
        return new() { UnionId = unionId, Title = title, Announced = announced, Teams = teams, FromOn = from, UntilOn = until, OpenedAt = at, OpenedBy = by };
    }

    /// <param name="left">Stations that nobody has seen and nobody has excused.</param>
    /// <param name="waiting">Deliveries that contradict each other.</param>
    public void End(int left, int waiting, Guid by, DateTime at)
    {
        Rule.Require(EndedAt is null, Say.OverAlready);
        Rule.Require(left == 0, Say.StationsLeft(left));
        Rule.Require(waiting == 0, Say.StillWaiting(waiting));
        (EndedAt, EndedBy) = (at, by);
    }

    /// <summary>What a phone sends afterwards is kept as for any round that is over.</summary>
    /// <param name="seen">Stations that were inspected: a round that has begun is walked to its end.</param>
    public void Cancel(int seen, string? why, Guid by, DateTime at)
    {
        var reason = Plain.Prose(why ?? "");
        Rule.Require(EndedAt is null, Say.OverAlready);
        Rule.Require(seen == 0, Say.HasBegun(seen));
        Rule.Require(reason.Length is > 0 and <= LongestWhy, Say.ReasonNeeded(LongestWhy));
        (CancelledWhy, EndedAt, EndedBy) = (reason, at, by);
    }
}

/// <summary>Somebody of a team.</summary>
public sealed class RoundPerson
{
    RoundPerson() { }

    public Guid RoundId { get; private init; }
    public Guid AccountId { get; private init; }
    public int Team { get; private set; }

    public static RoundPerson Of(Guid roundId, Guid accountId, int team) => new() { RoundId = roundId, AccountId = accountId, Team = team };

    public void Join(int team) => Team = team;
}
