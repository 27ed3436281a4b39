using Waystation.Organisations;
using Waystation.Shared;

namespace Waystation.Members;

/// <summary>How a person stands to their union, as stored.</summary>
public static class MemberState
{
    public const string Member = "member";
    /// <summary>保留会籍: keeps membership, pays no dues, neither votes nor stands.</summary>
    public const string Retained = "retained";
    /// <summary>Reported as wishing to join; not a member before they say so themselves.</summary>
    public const string Applied = "applied";
    /// <summary>退会: the record is kept for as long as the rules say, the membership is over.</summary>
    public const string Left = "left";
}

/// <summary>What a person said to "your union reported you as a member".</summary>
public static class ReportAnswer
{
    public const string None = "none";
    public const string Correct = "correct";
    public const string Denied = "denied";
}

/// <summary>A person on the books of one union. Numbers, phone and free text are sealed; who holds this object cannot read them.</summary>
public sealed class Member : IBelongToUnion
{
    Member() { }

    public Guid Id { get; private init; }
    public Guid UnionId { get; private init; }
    public string State { get; private set; } = MemberState.Member;
    public string Name { get; private init; } = "";
    public string DocumentKind { get; private init; } = "";

    /// <summary>Of kind and number together.</summary>
    public Guid DocumentIndex { get; private init; }
    public int? LastFour { get; private init; }

    /// <summary>Number, phone, card and residence, sealed as one.</summary>
    public byte[] Secrets { get; private init; } = [];
    public DateOnly JoinedOn { get; private init; }
    public Guid? ReportedByRun { get; private init; }

    /// <summary>The day on which the union told us of this person.</summary>
    public DateOnly ReportedOn { get; private init; }
    public string Answer { get; private set; } = ReportAnswer.None;
    public DateTime? AnsweredAt { get; private set; }

    /// <summary>The first day on which they were no longer a member.</summary>
    public DateOnly? LeftOn { get; private set; }

    /// <summary>From then on nothing in this row names or describes anybody; it only counts.</summary>
    public DateTime? ErasedAt { get; private set; }

    /// <summary>"That is right." Somebody who was only reported as wishing to join is a member from now on.</summary>
    public void ConfirmReport(DateTime at)
    {
        Rule.Require(Answer is ReportAnswer.None, Say.AlreadyAnswered);
        (Answer, AnsweredAt) = (ReportAnswer.Correct, at);
        if (State is MemberState.Applied) State = MemberState.Member;
    }

    /// <summary>Membership is free to give up; the database keeps what was before as a past membership.</summary>
    public void Leave(DateOnly on)
    {
        Rule.Require(State is MemberState.Member or MemberState.Retained, Say.NotAMember);
        (State, LeftOn) = (MemberState.Left, on);
    }

    /// <summary>"I did not apply." Nothing is deleted: the union has to look into it.</summary>
    public void DenyReport(DateTime at)
    {
        Rule.Require(Answer is ReportAnswer.None, Say.AlreadyAnswered);
        (Answer, AnsweredAt) = (ReportAnswer.Denied, at);
    }
}
