using System.Globalization;
using Waystation.Shared;

namespace Waystation.Indicators;

/// <summary>A month of the city's calendar.</summary>
public readonly record struct Month(int Year, int Number)
{
    static readonly Month first = new(2000, 1);

    public DateOnly First => new(Year, Number, 1);

    public DateOnly Last => First.AddMonths(1).AddDays(-1);

    public Month Next => Of(First.AddMonths(1));

    public Month Before => Of(First.AddMonths(-1));

    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    public static Month Now(TimeProvider clock) => Of(City.Today(clock));

    /// <summary>The day as of which this month's tree and records are read: its last, or today while it runs.</summary>
    public DateOnly AsOf(TimeProvider clock) => this == Now(clock) ? City.Today(clock) : Last;

    /// <summary>2026-11; nothing typed is the current month. Months to come have no numbers.</summary>
    public static Month Read(string? typed, TimeProvider clock)
    {
        if (string.IsNullOrWhiteSpace(typed)) return Now(clock);

        var read = DateOnly.TryParseExact(typed + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        Rule.Require(read && day >= first.First && day <= City.Today(clock), Say.NoSuchMonth(typed));
        return Of(day);
    }

    public override string ToString() => First.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
