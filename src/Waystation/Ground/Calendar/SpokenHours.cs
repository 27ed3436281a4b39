using System.Text;

namespace Waystation.Calendar;

/// <summary>
/// What people write under 开放时间, put into <c>opening_hours</c> syntax: 工作日9:00-17:00 → <c>Mo-Fr 09:00-17:00; PH off</c>.
/// Every piece of the text must be understood; otherwise, and for 随网点开放 and the like, the answer is null: an honest "unknown".
/// </summary>
public static class SpokenHours
{
    const int EveryDay = 0b111_1111;

    static readonly string[] names = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

    public static string? ToOpeningHours(string spoken)
    {
        if (spoken.Length > 200 || SpokenHoursReader.Read(spoken) is not { } said) return null;

        var text = Write(said);
        return text is not null && OpeningHours.Read(text) is not null ? text : null;
    }

    static string? Write(SpokenWeek said)
    {
        var text = new StringBuilder();
        SpokenPart? before = null;
        foreach (var part in said.Parts)
        {
            var days = part.Days & ~said.Rests;
            if (days == 0 && !part.Holidays) return null;

            if (before is not null) text.Append(Joint(before, days, part));
            text.Append(OneRule(part, days, alone: said.Parts.Count == 1 && !said.RestsOnHolidays));
            before = part with { Days = days };
        }

        if (said.RestsOnHolidays && !said.Parts.Any(p => p.Holidays)) text.Append("; PH off");
        return text.Length == 0 ? null : text.ToString();
    }

    // After a semicolon the next rule would also wipe out what the night before spilled into its days.
    static string Joint(SpokenPart before, int days, SpokenPart part) =>
        before.Spans.Any(s => s.To > 1440) && (before.Days & days) == 0 && before.Season == part.Season ? ", " : "; ";

    static string OneRule(SpokenPart part, int days, bool alone)
    {
        var wholeDay = part.Spans is [{ From: 0, To: 1440 }];
        if (wholeDay && alone && days == EveryDay && part.Season is null) return "24/7";

        return $"{(part.Season is null ? "" : part.Season + " ")}{DaysOf(part, days)} {string.Join(',', part.Spans.Select(TimeOf))}";
    }

    static string DaysOf(SpokenPart part, int days)
    {
        var runs = new List<string>();
        for (var day = 0; day < 7; day++)
        {
            if ((days >> day & 1) == 0) continue;

            var last = day;
            while (last < 6 && (days >> last + 1 & 1) == 1) last++;
            runs.Add(last == day ? names[day] : $"{names[day]}-{names[last]}");
            day = last;
        }

        if (part.Holidays) runs.Add("PH");
        return string.Join(',', runs);
    }

    static string TimeOf(Span span) => $"{Clock(span.From)}-{Clock(span.To > 1440 ? span.To - 1440 : span.To)}";

    static string Clock(int minute) => $"{minute / 60:00}:{minute % 60:00}";
}

/// <summary>What was said of one set of days. <c>Days</c>: bit 0 is Monday. Spans may run past 1440.</summary>
sealed record SpokenPart(int Days, bool Holidays, IReadOnlyList<Span> Spans, string? Season);

/// <summary>All that was said; <c>Rests</c> are weekdays named as closed.</summary>
sealed record SpokenWeek(IReadOnlyList<SpokenPart> Parts, int Rests, bool RestsOnHolidays);
