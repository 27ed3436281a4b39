using Waystation.MutualAid;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>What happened, as the claimant says it and the papers prove it; one benefit of one plan is asked for.</summary>
/// <param name="HappenedOn">Of admission, diagnosis, accident or loss; for the yearly declaration the year's last day.</param>
/// <param name="EndedOn">Of discharge.</param>
/// <param name="Amount">自付一 of the stay, the loss, or the year's sum above the cap.</param>
/// <param name="Case">The listed illness, or its class where the plan has no list.</param>
/// <param name="Degree">Of disability, 1 being the gravest.</param>
/// <param name="Employer">Paid by the employer's own scheme.</param>
/// <param name="Social">Paid as social medical aid.</param>
/// <param name="Hardship">Paid as aid for those in hardship.</param>
/// <param name="Serial">Of the hospital's list; it orders stays of one day.</param>
public sealed record ClaimEvent(
    string Benefit, DateOnly HappenedOn, DateOnly? EndedOn = null, Money Amount = default, string? Case = null, int? Degree = null, Money Employer = default, Money Social = default, Money Hardship = default, string? Serial = null)
{
    /// <summary>Nights in hospital: the day of admission counts, that of discharge does not.</summary>
    public int Days => EndedOn is { } end ? Math.Max(1, end.DayNumber - HappenedOn.DayNumber) : 0;
}

/// <summary>How somebody takes part in a plan by shares on the day of the event.</summary>
/// <param name="PaidFrom">The first day on which it pays: after the waiting days.</param>
public sealed record TakesPart(int Shares, Money PricePerShare, DateOnly BeginsOn, DateOnly EndsOn, DateOnly PaidFrom, bool IsRenewal);

/// <summary>Something the plan has paid this person before, by another claim.</summary>
public sealed record EarlierPay(string Benefit, DateOnly HappenedOn, string? Case, Money Paid);

/// <summary>Everything else that a decision asks for. It is stored with the decision, so that it can be made anew.</summary>
/// <param name="IsWoman">Null: the record does not tell.</param>
/// <param name="EarlierStays">Of the plan year, before this one.</param>
/// <param name="DaysPaid">Of the plan year, by other claims.</param>
/// <param name="Used">Of each ceiling of the plan, in its order, by other claims.</param>
/// <param name="PaidBefore">By this claim's earlier decisions.</param>
/// <param name="Excluded">Which exclusions of the plan an officer found to hold, by their place in it.</param>
/// <param name="Consolation">Of the band, as an officer set it; null: the least.</param>
/// <param name="IsMatched">The medical insurance's own data has this stay with this amount.</param>
public sealed record ClaimFacts(
    DateOnly FiledOn, bool ByApp, bool IsMember, InsuredFacts Register, bool? IsWoman = null, DateOnly? BornOn = null, TakesPart? Part = null, int EarlierStays = 0, int DaysPaid = 0,
    IReadOnlyList<EarlierPay>? Earlier = null, IReadOnlyList<Money>? Used = null, Money PaidBefore = default, IReadOnlyList<int>? Excluded = null, Money? Consolation = null, bool IsMatched = false);
