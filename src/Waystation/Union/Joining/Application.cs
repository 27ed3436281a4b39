using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Joining;

/// <summary>
/// A person's wish to join, from the first word to the answer. What it says about the person is sealed with that person's own
/// key; who must act, and until when, stands in the open.
/// </summary>
public sealed class Application : IBelongToUnion, IOfAccount
{
    Application() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Whose key sealed it; the member's record will have the same id.</summary>
    public Guid PersonId { get; private init; } = Guid.CreateVersion7();

    /// <summary>None: written down by an officer for somebody without a phone.</summary>
    public Guid? AccountId { get; private init; }

    /// <summary>Who must act now, or acted last.</summary>
    public Guid UnionId { get; private set; }

    /// <summary>Where the person is to belong; none where the street has no union for individuals yet.</summary>
    public Guid? HomeId { get; private set; }
    public string? StreetCode { get; private init; }
    public Guid? StationId { get; private init; }
    public ApplicationState State { get; private set; }
    public Guid? Document { get; private init; }
    public byte[]? Details { get; private init; }
    public byte[]? Signature { get; private init; }
    public Guid? Follow { get; private init; }
    public Guid? EnteredBy { get; private init; }
    public DateTime SubmittedAt { get; private init; }
    public string Clock { get; private set; } = "";
    public DateOnly? DueOn { get; private set; }
    public int PassedUp { get; private set; }

    /// <summary>The accounts that have decided on it: none of them hears an appeal.</summary>
    public Guid[] Deciders { get; private set; } = [];
    public DateTime? DecidedAt { get; private set; }

    /// <summary>The stamp of the rule by which it was refused.</summary>
    public string? Reason { get; private set; }
    public Guid? MemberId { get; private set; }
    /// <summary>Since then nothing says whose it was, see <see cref="ForgetApplications"/>.</summary>
    public DateTime? ForgottenAt { get; private init; }

    public bool IsOpen => State is ApplicationState.Submitted or ApplicationState.Appealed;

    public static Application Submit(JoinTarget target, Turn turn, SealedApplicant who, Guid? accountId, Guid? enteredBy, DateTime at)
    {
        Rule.Require(accountId is null != enteredBy is null, Say.OneOfPersonOrOfficer);
        return new Application
        {
            PersonId = who.PersonId, AccountId = accountId, EnteredBy = enteredBy, UnionId = turn.UnionId, HomeId = target.HomeId, StreetCode = target.StreetCode, StationId = target.StationId,
            Document = who.Document, Details = who.Details, Signature = who.Signature, Follow = who.Follow, SubmittedAt = at, Clock = turn.Clock, DueOn = turn.DueOn,
        };
    }

    /// <param name="home">Where the person belongs from today.</param>
    /// <param name="youngest">The age from which one may join.</param>
    public void Approve(Guid home, DateOnly? bornOn, int youngest, Actor by, DateTime at)
    {
        RequireMayDecide(by);
        Rule.Require(bornOn is not null, Say.BirthDateMissing);
        Rule.Require(bornOn!.Value.AddYears(youngest) <= City.DayOf(at), Say.TooYoung(youngest));
        End(ApplicationState.Approved, by, at);
        (HomeId, UnionId, Reason) = (home, home, null);
    }

    /// <summary>The record that the approval made or found.</summary>
    public void BecameMember(Guid memberId) => MemberId = memberId;

    public void Refuse(Grounds grounds, Actor by, DateTime at)
    {
        RequireMayDecide(by);
        Rule.Require(grounds.Hold, grounds.Otherwise);
        End(ApplicationState.Refused, by, at);
        Reason = grounds.Rule;
    }

    /// <summary>Nobody acted in time: now the union above must.</summary>
    public void PassUp(Turn above, DateOnly today)
    {
        Rule.Require(IsOpen, Say.IsDecided);
        Rule.Require(DueOn < today, Say.NotOverdue);
        Take(above);
        PassedUp++;
    }

    public void Appeal(Turn above)
    {
        Rule.Require(State is ApplicationState.Refused && ForgottenAt is null, Say.OnlyARefusalIsAppealed);
        State = ApplicationState.Appealed;
        Take(above);
    }

    public void Withdraw()
    {
        Rule.Require(IsOpen, Say.IsDecided);
        (State, DueOn) = (ApplicationState.Withdrawn, null);
    }

    void RequireMayDecide(Actor by)
    {
        Rule.Require(IsOpen, Say.IsDecided);
        Rule.Require(AccountId is null || by.AccountId != AccountId, Say.NobodyDecidesTheirOwn);
        Rule.Require(State is not ApplicationState.Appealed || by.AccountId is not { } decider || !Deciders.Contains(decider), Say.AnotherOfficerHearsAppeals);
    }

    void End(ApplicationState state, Actor by, DateTime at)
    {
        (State, DueOn, DecidedAt) = (state, null, at);
        if (by.AccountId is { } decider && !Deciders.Contains(decider)) Deciders = [.. Deciders, decider];
    }

    void Take(Turn turn) => (UnionId, Clock, DueOn) = (turn.UnionId, turn.Clock, turn.DueOn);
}
