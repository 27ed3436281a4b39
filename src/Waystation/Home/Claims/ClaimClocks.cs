using Waystation.Calendar;
using Waystation.MutualAid;

namespace Waystation.Claims;

/// <summary>By when something has to be done about a claim, as its plan's clocks say.</summary>
public static class ClaimClocks
{
    public const string ByApp = "file-by-app", AtAll = "file-at-all", Declaration = "above-cap-declaration", Pay = "pay";

    /// <summary>The last day in time; null where the plan has no such clock.</summary>
    public static DateOnly? DueOn(this AidPlan plan, string clock, DateOnly from, WorkingCalendar calendar) => plan.Clocks.FirstOrDefault(c => c.Id == clock) is { } found ? found.DueOn(found.Begins(from), calendar) : null;

    /// <summary>The first day on which the year's sum above the cap can be declared.</summary>
    public static DateOnly DeclaredFrom(DateOnly happenedOn) => new(happenedOn.Year + 1, 1, 1);

    public static Why? InTime(this AidPlan plan, ClaimEvent happened, DateOnly filedOn, bool byApp, WorkingCalendar calendar)
    {
        if (plan[happened.Benefit].Formula is Formula.YearTiers)
        {
            var from = DeclaredFrom(happened.HappenedOn);
            return filedOn < from ? Why.FiledTooEarly : plan.DueOn(Declaration, happened.HappenedOn, calendar) is { } end && filedOn > end ? Why.FiledLate : null;
        }

        if (plan.DueOn(AtAll, happened.HappenedOn, calendar) is { } last && filedOn > last) return Why.FiledLate;
        return byApp && plan.DueOn(ByApp, happened.EndedOn ?? happened.HappenedOn, calendar) is { } soon && filedOn > soon ? Why.FiledLate : null;
    }

    /// <summary>The first day of the plan year that a day lies in.</summary>
    public static DateOnly YearOf(this AidPlan plan, DateOnly on)
    {
        var (month, day) = (int.Parse(plan.YearBegins[..2], System.Globalization.CultureInfo.InvariantCulture), int.Parse(plan.YearBegins[3..], System.Globalization.CultureInfo.InvariantCulture));
        var begins = new DateOnly(on.Year, month, Math.Min(day, DateTime.DaysInMonth(on.Year, month)));
        return begins <= on ? begins : begins.AddYears(-1);
    }
}
