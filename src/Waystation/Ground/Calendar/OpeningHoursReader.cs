using System.Globalization;
using System.Text.RegularExpressions;

namespace Waystation.Calendar;

/// <summary>Reads the text of opening hours into rules, or gives null: half an understanding would be a wrong promise.</summary>
sealed partial class OpeningHoursReader(string text)
{
    static readonly string[] weekdays = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
    static readonly string[] months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    readonly List<OpeningRule> rules = [];
    int at;

    public static List<OpeningRule>? Read(string text)
    {
        var reader = new OpeningHoursReader(text.Trim());
        return text.Length <= 500 && reader.ReadAll() ? reader.rules : null;
    }

    bool ReadAll()
    {
        var adds = false;
        while (true)
        {
            if (!ReadRule(adds)) return false;
            if (at == text.Length) return true;

            adds = text[at] == ',';
            if (text[at] is not (';' or ',')) return false;

            at++;
            Take(Space());
            if (at == text.Length) return !adds;
        }
    }

    /// <summary>A rule: dates, weekdays, times, a word; each may be left out, but not all.</summary>
    bool ReadRule(bool adds)
    {
        var start = at;
        if (!ReadDates(out var dates) || !ReadWeekdays(out var days, out var holidays)) return false;

        // "24/7" stands for no condition at all, so it is a rule without days and times.
        var always = start == at && Take(Always()) is not null;
        if (!ReadSpans(always, out var spans)) return false;

        var word = Take(State())?.Groups[1].Value;
        var understood = at > start;
        // A condition in somebody's words ("by appointment"): only where a word of the syntax says open or off it is no more than a remark.
        if (Take(Comment()) is not null && word is null) return false;
        if (!understood) return false;

        var rule = new OpeningRule { Weekdays = days, Holidays = holidays, Dates = dates, Open = word is null or "open", Adds = adds };
        // "Mo-Fr, 09:00-17:00" would be a slip of the pen for one rule, not whole days and some hours besides.
        if (adds && !rule.NamesDays && rules[^1] is { NamesDays: true, Spans: null, Open: true }) return false;

        Keep(rule, spans);
        return true;
    }

    /// <summary>What runs past midnight becomes a second rule for the day after.</summary>
    void Keep(OpeningRule rule, List<Span> spans)
    {
        rules.Add(rule with { Spans = spans.Count == 0 ? null : [.. spans.Select(s => s with { To = Math.Min(s.To, 1440) })] });
        var spilled = spans.Where(s => s.To > 1440).Select(s => new Span(0, s.To - 1440)).ToArray();
        if (spilled.Length > 0) rules.Add(rule with { Spans = spilled, Spilled = true });
    }

    bool ReadDates(out DateRange[] dates)
    {
        var read = new List<DateRange>();
        dates = [];
        while (Take(Date()) is { } match)
        {
            if (RangeOf(match) is not { } range) return false;

            read.Add(range);
            if (Take(DateComma()) is null) break;
        }

        dates = [.. read];
        return true;
    }

    static DateRange? RangeOf(Match match)
    {
        int? Number(string group) => match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : null;
        int? Month(string group) => match.Groups[group].Success ? Array.IndexOf(months, match.Groups[group].Value) + 1 : null;

        var (year, month, day) = (Number("y"), Month("m")!.Value, Number("d"));
        var (lastYear, lastMonth, lastDay) = (Number("y2") ?? year, Month("m2") ?? month, Number("d2"));
        var ranged = match.Groups["m2"].Success || lastDay is not null;
        if (day is null != lastDay is null && ranged) return null;
        if (!ranged) lastDay = day;

        var lengthOfLast = DateTime.DaysInMonth(lastYear ?? 2000, lastMonth);
        if (day is < 1 || day > DateTime.DaysInMonth(year ?? 2000, month) || lastDay is < 1 || lastDay > lengthOfLast) return null;
        // "2026 Jan 29-Feb 04" leaves open of which year the second is, and the reference refuses it too.
        if (year is null != lastYear is null || (year is not null && match.Groups["m2"].Success && !match.Groups["y2"].Success)) return null;
        if (year is null) return DateRange.EveryYear(month * 100 + (day ?? 1), lastMonth * 100 + (lastDay ?? lengthOfLast));

        var (from, to) = (new DateOnly(year.Value, month, day ?? 1), new DateOnly(lastYear!.Value, lastMonth, lastDay ?? lengthOfLast));
        return from <= to ? DateRange.Once(from, to) : null;
    }

    bool ReadWeekdays(out int days, out bool holidays)
    {
        (days, holidays) = (0, false);
        while (Take(Weekday()) is { } match)
        {
            if (match.Groups["ph"].Success) holidays = true;
            else days |= DaysOf(Array.IndexOf(weekdays, match.Groups["a"].Value), Array.IndexOf(weekdays, match.Groups["b"].Value));
            if (Take(WeekdayComma()) is null) return true;
        }

        return true;
    }

    static int DaysOf(int from, int to)
    {
        var days = 1 << from;
        for (var day = from; to >= 0 && day != to; days |= 1 << day) day = (day + 1) % 7;
        return days;
    }

    bool ReadSpans(bool always, out List<Span> spans)
    {
        spans = [];
        while (!always && Take(Times()) is { } match)
        {
            var numbers = match.Groups.Values.Skip(1).Select(g => int.Parse(g.ValueSpan, CultureInfo.InvariantCulture)).ToArray();
            if (numbers is not [<= 24, <= 59, <= 48, <= 59]) return false;

            var (from, to) = (numbers[0] * 60 + numbers[1], numbers[2] * 60 + numbers[3]);
            if (to <= from) to += 1440;
            if (from >= 1440 || to > 2880) return false;

            spans.Add(new Span(from, to));
            if (Take(TimeComma()) is null) break;
        }

        return true;
    }

    Match? Take(Regex pattern)
    {
        var match = pattern.Match(text, at);
        if (!match.Success) return null;

        at += match.Length;
        return match;
    }

    const string Months = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec";
    const string Weekdays = "Mo|Tu|We|Th|Fr|Sa|Su";

    [GeneratedRegex(@"\G(?:(?<y>20\d\d) )?(?<m>" + Months + @")\b(?: (?<d>\d{1,2})(?![\d:]))?(?: ?- ?(?:(?:(?<y2>20\d\d) )?(?<m2>" + Months + @")\b(?: (?<d2>\d{1,2})(?![\d:]))?|(?<d2>\d{1,2})(?![\d:])))? *")]
    private static partial Regex Date();

    [GeneratedRegex(@"\G, ?(?=(?:20\d\d )?(?:" + Months + @")\b)")]
    private static partial Regex DateComma();

    [GeneratedRegex(@"\G(?:(?<ph>PH)|(?<a>" + Weekdays + @")(?: ?- ?(?<b>" + Weekdays + @"))?)(?![A-Za-z\[]) *")]
    private static partial Regex Weekday();

    [GeneratedRegex(@"\G, ?(?=(?:PH|" + Weekdays + @")\b)")]
    private static partial Regex WeekdayComma();

    [GeneratedRegex(@"\G24/7 *")]
    private static partial Regex Always();

    [GeneratedRegex(@"\G(\d{1,2}):(\d\d) ?- ?(\d{1,2}):(\d\d)(?![\d+/]) *")]
    private static partial Regex Times();

    [GeneratedRegex(@"\G, ?(?=\d{1,2}:)")]
    private static partial Regex TimeComma();

    [GeneratedRegex(@"\G(off|closed|open)\b *")]
    private static partial Regex State();

    [GeneratedRegex("\\G\"[^\"]*\" *")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\G +")]
    private static partial Regex Space();
}
