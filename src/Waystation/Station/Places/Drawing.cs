using Waystation.Calendar;
using Waystation.Shared;

namespace Waystation.Places;

/// <summary>All places of an index, and of these what everybody is told on one day of the city: never changed, only replaced.</summary>
/// <param name="All">In the order of their numbers.</param>
/// <param name="Until">The city's next midnight; none where no place begins or ends by itself.</param>
sealed record Drawing(Place[] All, Place[] Register, PlaceMap Map, DateTimeOffset Until)
{
    public static readonly Drawing Empty = new([], [], PlaceMap.Empty, DateTimeOffset.MaxValue);

    public static Drawing Of(Place[] all, DateOnly day, WorkingCalendar calendar)
    {
        Place[] register = [.. all.Select(p => p.On(day)).OfType<Place>().Where(p => p.IsPublic)];
        var turns = Array.Exists(all, p => p.StartsOn > day || p.EndsOn > day);
        return new(all, register, new PlaceMap(register.Where(p => p.IsOnMap), calendar), turns ? MidnightAfter(day) : DateTimeOffset.MaxValue);
    }

    static DateTimeOffset MidnightAfter(DateOnly day) => new(City.MidnightOf(day.AddDays(1)), TimeSpan.Zero);
}
