using System.Collections.Frozen;
using System.Globalization;
using Waystation.Shared;

namespace Waystation.Calendar;

public enum DayKind { Ordinary, Holiday, Working }

/// <summary>
/// Which days are worked in China: weekends, public holidays with the days off moved to them, and the weekend days worked instead (调休).
/// Source: the State Council's yearly holiday notices, see README.md. A year the table does not know has weekends only.
/// </summary>
public sealed class WorkingCalendar
{
    const string Header = "day,kind,name";

    readonly record struct Entry(DayKind Kind, string Name);

    readonly FrozenDictionary<DateOnly, Entry> days;
    readonly FrozenSet<int> years;

    WorkingCalendar(Dictionary<DateOnly, Entry> days)
    {
        this.days = days.ToFrozenDictionary();
        years = days.Keys.Select(d => d.Year).ToFrozenSet();
    }

    /// <summary>The table that comes with the program.</summary>
    public static WorkingCalendar China { get; } = new(ReadOwn());

    /// <summary>With the lines of a file over it, where there is one: a year's notice comes out when the program is already in use.</summary>
    public static WorkingCalendar Of(string file)
    {
        if (!File.Exists(file)) return China;

        using var lines = new StreamReader(file);
        return China.With(lines);
    }

    /// <summary>Weekends only.</summary>
    public static WorkingCalendar Ordinary { get; } = new([]);

    /// <summary>This calendar with further lines (<c>day,kind,name</c>) laid over it. A line that cannot be read is refused, named by its number.</summary>
    public WorkingCalendar With(TextReader lines)
    {
        var merged = days.ToDictionary();
        Read(lines, merged);
        return new WorkingCalendar(merged);
    }

    /// <summary>Whether the holidays of the year are in the table.</summary>
    public bool Knows(int year) => years.Contains(year);

    /// <summary>A public holiday, or a day off moved to one.</summary>
    public bool IsHoliday(DateOnly day) => KindOf(day) is DayKind.Holiday;

    /// <summary>A weekend day that is worked in place of another.</summary>
    public bool IsMakeUpDay(DateOnly day) => KindOf(day) is DayKind.Working && IsWeekend(day);

    public bool IsWorkingDay(DateOnly day) => KindOf(day) switch
    {
        DayKind.Holiday => false,
        DayKind.Working => true,
        _ => !IsWeekend(day),
    };

    /// <summary>The day that lies so many working days after the given one, which itself does not count.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        while (count > 0)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day)) count--;
        }

        return day;
    }

    /// <summary>The holiday's Chinese name, also for a day worked because of it; null for an ordinary day.</summary>
    public string? NameOf(DateOnly day) => days.TryGetValue(day, out var entry) && entry.Kind is not DayKind.Ordinary ? entry.Name : null;

    DayKind KindOf(DateOnly day) => days.TryGetValue(day, out var entry) ? entry.Kind : DayKind.Ordinary;

    static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    static Dictionary<DateOnly, Entry> ReadOwn()
    {
        var read = new Dictionary<DateOnly, Entry>();
        using var stream = typeof(WorkingCalendar).Assembly.GetManifestResourceStream("calendar/china-days.csv")!;
        using var lines = new StreamReader(stream);
        Read(lines, read);
        return read;
    }

    static void Read(TextReader lines, Dictionary<DateOnly, Entry> into)
    {
        var number = 0;
        while (lines.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || (number == 1 && line.Trim() == Header)) continue;

            var cells = line.Split(',', 3);
            Rule.Require(DateOnly.TryParseExact(cells[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day), CannotRead(number));
            Rule.Require(cells.Length == 3 && Enum.TryParse<DayKind>(cells[1], ignoreCase: true, out _), CannotRead(number));
            into[day] = new Entry(Enum.Parse<DayKind>(cells[1], ignoreCase: true), cells[2].Trim());
        }
    }

    static Sentence CannotRead(int line) => new("calendar.line-unreadable", line);
}
