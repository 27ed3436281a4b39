using Waystation.Shared;

namespace Waystation.Enrolment;

/// <summary>One person's part in one plan for one plan year.</summary>
/// <param name="Rule">The stamp of the plan's version that this plan year goes by.</param>
/// <param name="PricePerShare">For a whole plan year; it tells the tier.</param>
/// <param name="EndsOn">The last day on which the person takes part, also where they left before the year was over.</param>
/// <param name="PaidFrom">The first day on which the plan pays: after the waiting days.</param>
/// <param name="IsRenewal">It follows the last plan year without a gap, and so waits no second time.</param>
public sealed record Participation(
    Guid Id, Guid Person, string Plan, string Rule, Guid UnionId, int Shares, Money PricePerShare, DateOnly YearBeginsOn, DateOnly BeginsOn, DateOnly EndsOn, DateOnly PaidFrom, bool IsRenewal);
