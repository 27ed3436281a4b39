using Waystation.Calendar;
using Waystation.Shared;

namespace Waystation.Rulebook;

public enum DayCount { Days, WorkingDays }

/// <summary>What happens when nobody acts in time.</summary>
public enum Silence { Overdue, PassesAbove }

/// <summary>How long somebody may take, and what silence means.</summary>
public sealed record Clock(int Within, DayCount Count, Silence OnSilence) : IRuleValue
{
    public const string JoiningDecision = "joining-decision", JoiningDecisionAbove = "joining-decision-above", JoiningAppeal = "joining-appeal", TransferAnswer = "transfer-answer";
    public const string DataRequest = "data-request", AccountClosing = "account-closing", StationQuestion = "station-question", UmbrellaLoan = "umbrella-loan", AidObjection = "aid-objection";

    /// <summary>The last day in time. The day it began on does not count.</summary>
    public DateOnly DueOn(DateOnly began, WorkingCalendar calendar) =>
        Count is DayCount.WorkingDays ? calendar.AddWorkingDays(began, Within) : began.AddDays(Within);

    public IReadOnlyList<Sentence> InWords() =>
        OnSilence is Silence.PassesAbove ? [Limit(), new("rulebook.silence-passes-above")] : [Limit()];

    public string? WrongField() => Within is < 1 or > 3650 ? "within" : null;

    Sentence Limit() => Count is DayCount.WorkingDays ? new("rulebook.within-working-days", Within) : new("rulebook.within-days", Within);
}
