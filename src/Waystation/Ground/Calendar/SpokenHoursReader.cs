using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Waystation.Calendar;

/// <summary>Takes a tidied text apart, piece by piece from the left; one piece it does not know ends the reading with null.</summary>
sealed partial class SpokenHoursReader
{
    const int EveryDay = 0b111_1111, WorkingDays = 0b001_1111, Weekend = 0b110_0000;

    readonly List<(int Days, bool Holidays, List<Span> Spans, string? Season)> parts = [];
    readonly List<Span> breaks = [];
    int named, rests;
    bool namedHolidays, restsOnHolidays, spansOpen;
    (int Days, bool Holidays) held;
    string? season;

    public static SpokenWeek? Read(string spoken)
    {
        var reader = new SpokenHoursReader();
        var text = SpokenText.Tidy(spoken);
        for (var at = 0; at < text.Length;)
        {
            var piece = Piece().Match(text, at);
            if (!piece.Success || !reader.Take(piece)) return null;

            at += piece.Length;
        }

        return reader.End();
    }

    bool Take(Match piece)
    {
        if (piece.Groups["rest"].Success) return Rest();
        if (piece.Groups["usual"].Success) return Usual();
        if (piece.Groups["season"].Success) return Season(piece);
        if (piece.Groups["bracket"].Success) return Bracket(piece.Value);
        if (piece.Groups["every"].Success) return Name(EveryDay);
        if (piece.Groups["work"].Success) return restsOnHolidays = Name(WorkingDays);
        if (piece.Groups["free"].Success) return namedHolidays = Name(Weekend);
        if (piece.Groups["weekend"].Success) return Name(Weekend);
        if (piece.Groups["holiday"].Success) return namedHolidays = Name(0);
        if (piece.Groups["week"].Success) return Name(WeekdaysIn(piece.Value));
        if (piece.Groups["all"].Success) return Add(new Span(0, 1440));
        if (!piece.Groups["time"].Success) return true;

        return SpokenTime.Read(piece) is { } span && (piece.Groups["pause"].Success ? Pause(span) : Add(span));
    }

    bool Name(int days)
    {
        named |= days;
        spansOpen = false;
        return true;
    }

    /// <summary>Times belong to the days just named; without new days they continue the list before.</summary>
    bool Add(Span span)
    {
        if (!spansOpen || named != 0 || namedHolidays) parts.Add((named, namedHolidays, [], season));
        parts[^1].Spans.Add(span);
        (named, namedHolidays, spansOpen) = (0, false, true);
        return true;
    }

    bool Pause(Span span)
    {
        breaks.Add(span);
        return true;
    }

    /// <summary>周一至周五(节假日除外)9:00-17:00: what a bracket says is not said of the days before it, which wait.</summary>
    bool Bracket(string mark)
    {
        if (mark == "(") (held, named, namedHolidays) = ((named, namedHolidays), 0, false);
        else (held, named, namedHolidays) = (default, named | held.Days, namedHolidays || held.Holidays);
        return true;
    }

    /// <summary>Days, then 休息 or 除外: closed on them. Most of the week would be a misreading.</summary>
    bool Rest()
    {
        if ((named == 0 && !namedHolidays) || BitOperations.PopCount((uint)named) > 3) return false;

        rests |= named;
        restsOnHolidays |= namedHolidays;
        (named, namedHolidays) = (0, false);
        return true;
    }

    /// <summary>节假日照常开放 says nothing new; weekdays are "as usual" only where one usual was said for all days.</summary>
    bool Usual()
    {
        if (named is not (0 or EveryDay) && parts is not [{ Days: 0 }]) return false;

        (restsOnHolidays, namedHolidays) = (restsOnHolidays && !namedHolidays, false);
        if (named != EveryDay) named = 0;
        return true;
    }

    /// <summary>Only a season with dates counts; 夏季 alone stands for days that differ from place to place.</summary>
    bool Season(Match piece)
    {
        var (from, to) = (MonthDay(piece, "m1", "d1"), MonthDay(piece, "m2", "d2"));
        if (from is null || to is null || piece.Groups["d1"].Success != piece.Groups["d2"].Success) return false;

        (season, spansOpen) = ($"{from}-{to}", false);
        return true;
    }

    SpokenWeek? End()
    {
        if (parts.Count == 0) return null;
        if (named != 0 || namedHolidays)
        {
            if (parts is not [{ Days: 0, Holidays: false }]) return null;
            parts[0] = parts[0] with { Days = named, Holidays = namedHolidays };
        }

        var read = parts.Select(p => new SpokenPart(p is { Days: 0, Holidays: false } ? EveryDay : p.Days, p.Holidays, WithoutBreaks(p.Spans), p.Season)).ToList();
        return read.TrueForAll(p => p.Spans.Count > 0) ? new SpokenWeek(read, rests, restsOnHolidays) : null;
    }

    List<Span> WithoutBreaks(List<Span> spans) => breaks.Aggregate(spans, (left, pause) => [.. left
        .SelectMany(s => new[] { s with { To = Math.Min(s.To, pause.From) }, s with { From = Math.Max(s.From, pause.To) } })
        .Where(s => s.From < s.To)]);

    static string? MonthDay(Match piece, string monthGroup, string dayGroup)
    {
        var month = int.Parse(piece.Groups[monthGroup].ValueSpan, CultureInfo.InvariantCulture);
        if (month is < 1 or > 12) return null;

        var name = CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month);
        return piece.Groups[dayGroup].Success ? $"{name} {int.Parse(piece.Groups[dayGroup].ValueSpan, CultureInfo.InvariantCulture):00}" : name;
    }

    /// <summary>一-五, 一三五, 六日: the marks 周 and 星期 between them change nothing.</summary>
    static int WeekdaysIn(string text)
    {
        var (days, last, ranged) = (0, -1, false);
        foreach (var c in text)
        {
            ranged |= c == '-';
            var day = "一二三四五六日".IndexOf(c is '天' or '末' ? '日' : c, StringComparison.Ordinal);
            if (day < 0) day = "1234567".IndexOf(c, StringComparison.Ordinal);
            if (day < 0) continue;

            for (var d = ranged ? last : day; ; d = (d + 1) % 7)
            {
                days |= 1 << d;
                if (d == day) break;
            }

            (last, ranged) = (day, false);
        }

        return days;
    }

    const string X = @"(?:[一二三四五六日天]|[1-7](?![\d:.]))", Week = "(?:周|星期|礼拜)";
    const string PartOfDay = "凌晨|清晨|早上|早晨|早间|早|上午|中午|午间|下午|午后|傍晚|晚上|晚间|晚|夜间|夜里|夜";
    const string From = "(?<n1>次日)?(?<p1>" + PartOfDay + ")?,?(?<h1>\\d{1,2})(?:[:.](?<c1>\\d\\d)(?::00)?)?\\s?(?<x1>am|pm)?";
    const string To = "(?<n2>次日|第二天|翌日|隔日)?(?<p2>" + PartOfDay + ")?,?(?<h2>\\d{1,2})(?:[:.](?<c2>\\d\\d)(?::00)?)?\\s?(?<x2>am|pm)?";

    [GeneratedRegex(
        @"\G(?:"
        + @"(?<rest>不开放|不对外开放|不营业|停止(?:开放|服务)|暂停(?:开放|服务)|休息|休馆|休|闭馆|闭站|关闭|关门|关|除外|放假)"
        + @"|(?<usual>(?:照常|正常)(?:开放|营业|服务)?|不休息?|不打烊|无休)"
        + @"|(?<season>(?:夏季|冬季|春季|秋季|夏令时|冬令时|每年)?\(?(?<m1>\d{1,2})月?(?:(?<=月)(?<d1>\d{1,2})[日号])?-(?:次年)?(?<m2>\d{1,2})月(?:(?<d2>\d{1,2})[日号])?\)?(?:夏季|冬季)?)"
        + @"|(?<every>每天|每日|天天|全周|一周七天|全年无休|全年|365天|周内每天)"
        + @"|(?<free>非工作日)|(?<work>工作日|法定工作日|上班日)"
        + @"|(?<weekend>双休日|周末|" + Week + @"末|双休)"
        + @"|(?<holiday>(?:国家|国定)?(?:法定)?节?假日|法定假期|公众假期|公共假期|节日)"
        + @"|(?<week>每?个?" + Week + X + "(?:[,-]{0,2}" + Week + "?" + X + ")*)"
        + @"|(?<all>(?:7[x×*])?24(?:小时|h)(?:全天)?(?:不间断)?|全天候?(?:24小时)?|(?:00?:00)-(?:24:00|23:59|00?:00))"
        + @"|(?<time>(?<pause>午休|中午休息|午间休息)?(?:" + From + "(?:-|(?=" + PartOfDay + "))" + To + @"|(?<f1>[0-2]\d[0-5]\d)-(?<f2>[0-2]\d[0-5]\d)))"
        + @"|(?<bracket>[()])"
        + @"|(?<noise>(?:开放|营业|服务|工作)时间|对外开放|开放|营业|服务|时间|均为|均|为|[,;:。.]|自|从)"
        + ")")]
    private static partial Regex Piece();
}
