namespace Waystation.DemoCity;

/// <summary>
/// The year up to today, in which things happen more on some days than on others: few people join around the Spring Festival and
/// at weekends, many in spring, before May Day, and in the autumn enrolment of couriers and drivers.
/// </summary>
sealed class Season
{
    public const int Days = 365;

    /// <summary>January to December; an invention, made to be seen in the figures.</summary>
    static readonly double[] months = [0.6, 0.35, 1.3, 1.7, 1.2, 0.9, 0.8, 0.9, 1.5, 1.1, 1.2, 0.8];

    readonly double[] upTo = new double[Days + 1];

    public Season(DateOnly today)
    {
        (First, Last) = (today.AddDays(1 - Days), today);
        for (var day = 0; day < Days; day++) upTo[day + 1] = upTo[day] + Weight(First.AddDays(day));
    }

    public DateOnly First { get; }
    public DateOnly Last { get; }

    /// <summary>A day of the year, not before <paramref name="from"/>.</summary>
    public DateOnly Day(Dice dice, DateOnly? from = null)
    {
        var before = from > First ? upTo[from.Value.DayNumber - First.DayNumber] : 0;
        var thrown = before + dice.Share() * (upTo[Days] - before);
        var place = Array.BinarySearch(upTo, thrown);
        return First.AddDays(Math.Clamp(place >= 0 ? place : ~place - 1, 0, Days - 1));
    }

    static double Weight(DateOnly day) => months[day.Month - 1] * day.DayOfWeek switch { DayOfWeek.Saturday => 0.3, DayOfWeek.Sunday => 0.12, _ => 1 };
}
