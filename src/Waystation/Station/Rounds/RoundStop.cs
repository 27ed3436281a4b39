using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Rounds;

/// <summary>A station of a round: which team sees it, on which day and as the how manieth; or why nobody has to.</summary>
public sealed class RoundStop : IOfStation
{
    const int LongestReason = 200;

    RoundStop() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid RoundId { get; private init; }
    public Guid StationId { get; private init; }
    public Guid UnionId { get; private init; }
    public int Team { get; private init; }
    public DateOnly OnDay { get; private init; }
    public int Place { get; private init; }
    public string? Excuse { get; private set; }
    public Guid? ExcuseAskedBy { get; private set; }
    public DateTime? ExcuseAskedAt { get; private set; }
    public Guid? ExcusedBy { get; private set; }
    public DateTime? ExcusedAt { get; private set; }

    public bool IsExcused => ExcusedAt is not null;

    public static RoundStop Of(Round round, Station station, int team, DateOnly on, int place) =>
        new() { RoundId = round.Id, StationId = station.Id, UnionId = station.UnionId, Team = team, OnDay = on, Place = place };

    /// <summary>It cannot be visited: somebody says why, and somebody else agrees.</summary>
    public void AskExcuse(string reason, Guid by, DateTime at)
    {
        Rule.Require(!IsExcused, Say.ExcusedAlready);
        Rule.Require(reason.Trim().Length is > 0 and <= LongestReason, Say.ReasonNeeded(LongestReason));
        (Excuse, ExcuseAskedBy, ExcuseAskedAt) = (reason.Trim(), by, at);
    }

    public void AgreeToExcuse(Guid by, DateTime at)
    {
        Rule.Require(Excuse is not null, Say.NothingAsked);
        Rule.Require(!IsExcused, Say.ExcusedAlready);
        Rule.Require(by != ExcuseAskedBy, Say.SomebodyElseExcuses);
        (ExcusedBy, ExcusedAt) = (by, at);
    }

    public void TakeBackExcuse()
    {
        Rule.Require(!IsExcused, Say.ExcusedAlready);
        (Excuse, ExcuseAskedBy, ExcuseAskedAt) = (null, null, null);
    }
}
