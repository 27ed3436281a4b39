namespace Waystation.Calendar;

/// <summary>Minutes of a day, <c>From</c> included and <c>To</c> not; 0–1440.</summary>
readonly record struct Span(int From, int To)
{
    public bool Holds(int minute) => minute >= From && minute < To;
}

/// <summary>Days of the year from one to another, both included; without a year it returns every year and may run over New Year.</summary>
readonly record struct DateRange(DateOnly? OnceFrom, DateOnly? OnceTo, int From, int To)
{
    public static DateRange Once(DateOnly from, DateOnly to) => new(from, to, 0, 0);

    /// <summary>Each end is month × 100 + day.</summary>
    public static DateRange EveryYear(int from, int to) => new(null, null, from, to);

    public bool Holds(DateOnly day)
    {
        if (OnceFrom is { } from) return day >= from && day <= OnceTo;

        var at = day.Month * 100 + day.Day;
        return From <= To ? at >= From && at <= To : at >= From || at <= To;
    }
}

/// <summary>One rule of an opening-hours text: on which days, at which times, open or not.</summary>
sealed record OpeningRule
{
    /// <summary>Bit 0 is Monday; 0 when the rule names no weekday.</summary>
    public int Weekdays { get; init; }
    public bool Holidays { get; init; }
    public DateRange[] Dates { get; init; } = [];

    /// <summary>Null: the whole day.</summary>
    public Span[]? Spans { get; init; }
    public bool Open { get; init; } = true;

    /// <summary>Written after a comma: it adds to the day instead of replacing it.</summary>
    public bool Adds { get; init; }

    /// <summary>The part of a span that lies after midnight; its days are those on which it began.</summary>
    public bool Spilled { get; init; }

    public bool NamesDays => Weekdays != 0 || Holidays || Dates.Length > 0;

    public bool Meets(DateOnly day, int weekday, bool holiday)
    {
        if (Dates.Length > 0 && !Array.Exists(Dates, d => d.Holds(day))) return false;

        return (Weekdays == 0 && !Holidays) || (Weekdays >> weekday & 1) == 1 || (Holidays && holiday);
    }

    public bool Meets(int minute) => Spans is null || Array.Exists(Spans, s => s.Holds(minute));
}
