using Waystation.Shared;

namespace Waystation.Claims;

public enum ClaimState { Identity, Review, Papers, Decide, Second, Payable, Paid, Returned, Withdrawn }

/// <summary>A member's request for help from one plan. What it is about is sealed; who holds this object sees only where it stands.</summary>
public sealed class Claim : IBelongToUnion, IOfAccount
{
    Claim() { }

    public Guid Id { get; private init; }

    /// <summary>The keyed index of the document.</summary>
    public Guid Person { get; private init; }
    public Guid MemberId { get; private init; }
    public Guid UnionId { get; private init; }

    /// <summary>Who filed by phone.</summary>
    public Guid? AccountId { get; private init; }

    /// <summary>Who wrote it down from paper.</summary>
    public Guid? EnteredBy { get; private init; }
    public string Plan { get; private init; } = "";
    public string Benefit { get; private init; } = "";

    /// <summary>The version of the plan for its plan year.</summary>
    public string Rule { get; private init; } = "";
    public DateOnly YearBegins { get; private init; }
    public DateOnly HappenedOn { get; private init; }
    public Guid? SerialIndex { get; private init; }
    public ClaimState State { get; private init; }
    public DateTime StateSince { get; private init; }
    public DateTime FiledAt { get; private init; }
    public bool ByApp { get; private init; }

    /// <summary>What happened, sealed with the person's key; null once it was forgotten.</summary>
    public byte[]? Details { get; private init; }

    /// <summary>Which text about health data was agreed to.</summary>
    public string Consent { get; private init; } = "";
    public DateTime ConsentAt { get; private init; }
    public DateTime? ConsentWithdrawnAt { get; private init; }
    public DateTime? ForgottenAt { get; private init; }

    public bool IsOpen => State is not (ClaimState.Paid or ClaimState.Returned or ClaimState.Withdrawn);

    /// <summary>As it is called on paper and on the telephone.</summary>
    public string Number => Id.ToString("N")[^8..].ToUpperInvariant();

    /// <summary>One of the six words that everybody uses.</summary>
    public Sentence InWords() => new($"claims.state-{ClaimReason.WordOf(State)}");

    public string StateClass => State switch { ClaimState.Paid => "open", ClaimState.Returned or ClaimState.Withdrawn => "closed", _ => "unknown" };

    /// <summary>Days since it came to where it is.</summary>
    public int DaysHere(DateTime now) => City.DayOf(now).DayNumber - City.DayOf(StateSince).DayNumber;
}
