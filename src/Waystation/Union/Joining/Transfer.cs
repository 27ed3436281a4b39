using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Joining;

/// <summary>
/// A member who applied to another union: the new union asks, the old one agrees or objects, its silence is agreement; an
/// objection is decided by the union above both, whose silence is agreement too. Nobody is kept by a union that does not answer.
/// </summary>
public sealed class Transfer : IBelongToUnion
{
    Transfer() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid ApplicationId { get; private init; }
    public Guid MemberId { get; private init; }
    public Guid FromId { get; private init; }
    public Guid ToId { get; private init; }

    /// <summary>Who must answer now, or answered last.</summary>
    public Guid UnionId { get; private set; }
    public TransferState State { get; private set; }
    public string Clock { get; private set; } = "";
    public DateOnly? DueOn { get; private set; }
    public DateTime AskedAt { get; private init; }
    public Guid? ObjectedBy { get; private set; }
    public DateTime? EndedAt { get; private set; }

    public bool IsOpen => State is TransferState.Asked or TransferState.Objected;

    public static Transfer Ask(Guid applicationId, Guid memberId, Guid from, Guid to, Turn turn, DateTime at)
    {
        Rule.Require(from != to, Say.BelongsHereAlready);
        return new() { ApplicationId = applicationId, MemberId = memberId, FromId = from, ToId = to, UnionId = turn.UnionId, Clock = turn.Clock, DueOn = turn.DueOn, AskedAt = at };
    }

    /// <summary>The membership goes over; the caller moves it in the same transaction.</summary>
    public void Agree(Actor by, DateTime at)
    {
        RequireMayAnswer(by);
        (State, DueOn, EndedAt) = (TransferState.Done, null, at);
    }

    /// <summary>"They still work with us": the union above both decides.</summary>
    public void Object(Turn aboveBoth, Actor by)
    {
        Rule.Require(State is TransferState.Asked, Say.TransferAnswered);
        (State, UnionId, Clock, DueOn, ObjectedBy) = (TransferState.Objected, aboveBoth.UnionId, aboveBoth.Clock, aboveBoth.DueOn, by.AccountId);
    }

    public void Decline(Actor by, DateTime at)
    {
        Rule.Require(State is TransferState.Objected, Say.OnlyAboveDeclines);
        RequireMayAnswer(by);
        (State, DueOn, EndedAt) = (TransferState.Declined, null, at);
    }

    /// <summary>The member has left that union by another way meanwhile: there is nothing to carry over.</summary>
    public void Lapse(DateTime at)
    {
        Rule.Require(IsOpen, Say.TransferAnswered);
        (State, DueOn, EndedAt) = (TransferState.Declined, null, at);
    }

    void RequireMayAnswer(Actor by)
    {
        Rule.Require(IsOpen, Say.TransferAnswered);
        Rule.Require(State is TransferState.Asked || by.AccountId is null || by.AccountId != ObjectedBy, Say.AnotherOfficerHearsAppeals);
    }
}
