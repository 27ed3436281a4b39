using Waystation.Calendar;
using Waystation.Shared;

namespace Waystation.Places;

/// <summary>A night belongs to the day on which it begins: who says "today" at nine in the evening, or at half past midnight behind an open door, means until it ends.</summary>
public static class Night
{
    /// <summary>Past noon it is no night any more: such a place is open for days on end.</summary>
    static readonly TimeSpan longest = TimeSpan.FromHours(12);

    /// <summary>When the day ends that runs at an instant, in UTC: at midnight, or with the night over it.</summary>
    /// <param name="longer">Longer hours, as in the heat, that hold besides.</param>
    public static DateTime EndOfDay(OpeningHours? hours, IReadOnlyList<(DateTime From, DateTime Until)> longer, DateTime at, WorkingCalendar calendar)
    {
        var day = City.DayOf(new DateTimeOffset(at, TimeSpan.Zero));
        return Over(City.MidnightOf(day)) is var last && last > at ? last : Over(City.MidnightOf(day.AddDays(1)));

        DateTime Over(DateTime midnight)
        {
            var posted = hours?.At(new DateTimeOffset(midnight, TimeSpan.Zero), calendar) ?? default;
            var ends = longer.Where(change => change.From <= midnight && change.Until > midnight).Select(change => change.Until);
            if (posted is { State: OpenState.Open, Until: { } closes }) ends = ends.Append(closes.UtcDateTime);
            return ends.Where(end => end - midnight < longest).Append(midnight).Max();
        }
    }
}
