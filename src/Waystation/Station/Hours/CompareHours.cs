using Waystation.Calendar;

namespace Waystation.Hours;

/// <summary>Whether two ways of saying it mean the same hours, and how many they are. Over a year that the calendar knows, holidays and moved days included.</summary>
public static class CompareHours
{
    // 52 whole weeks.
    const int Days = 364;
    static readonly DateOnly first = new(2025, 1, 6);

    public static bool AreSame(SaidHours one, SaidHours other, WorkingCalendar calendar) =>
        Of(one) is { } a && Of(other) is { } b ? Year.All(day => a.OpenOn(day, calendar).SequenceEqual(b.OpenOn(day, calendar))) : one.Words == other.Words;

    /// <summary>Hours a week, on the average of the year. Null where the words were not understood.</summary>
    public static double? AWeek(SaidHours said, WorkingCalendar calendar) =>
        Of(said) is { } hours ? Math.Round(Year.Sum(day => hours.OpenOn(day, calendar).Sum(span => span.To - span.From)) / 60.0 / (Days / 7), 1) : null;

    static IEnumerable<DateOnly> Year => Enumerable.Range(0, Days).Select(first.AddDays);

    static OpeningHours? Of(SaidHours said) => said.Syntax is { } syntax ? OpeningHours.Read(syntax) : null;
}
