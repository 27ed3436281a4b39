using System.Globalization;
using System.Text.RegularExpressions;

namespace Waystation.Calendar;

/// <summary>Understands 早9点-晚6点, 下午1:30-5:30, 22:00-次日6:00: which half of the day each end means. Null when it could be either.</summary>
static class SpokenTime
{
    const int Noon = 720, Day = 1440, Evening = 960;

    public static Span? Read(Match piece)
    {
        if (piece.Groups["f1"].Success) return Between(Four(piece.Groups["f1"].Value), Four(piece.Groups["f2"].Value), false, false);

        // "9-17" without any sign of a clock could be a date or a house number.
        var sign = new[] { "p1", "p2", "c1", "c2", "x1", "x2" }.Any(g => piece.Groups[g].Success);
        if (!sign || Clock(piece, 1) is not { } from || Clock(piece, 2) is not { } to) return null;

        var (fromHalf, toHalf) = (HalfOf(piece, 1), HalfOf(piece, 2));
        from = Shift(from, fromHalf);
        to = toHalf is null && fromHalf is not null && to <= from && to + Noon > from && to < Noon ? to + Noon : Shift(to, toHalf);
        return Between(from, to, nextDay: piece.Groups["n2"].Success, smallHours: toHalf is "凌晨" || (toHalf is "晚" && to < 360));
    }

    static Span? Between(int from, int to, bool nextDay, bool smallHours)
    {
        if (from >= Day || to > Day) return null;
        if (to == Day - 1) to = Day;
        if (nextDay && to <= from) return new Span(from, to + Day);
        if (nextDay) return null;
        if (to > from) return new Span(from, to);

        return smallHours || from >= Evening || (to == 0 && from > 0) ? new Span(from, to + Day) : null;
    }

    static int? Clock(Match piece, int end)
    {
        var hour = int.Parse(piece.Groups[$"h{end}"].ValueSpan, CultureInfo.InvariantCulture);
        var minutes = piece.Groups[$"c{end}"];
        var minute = minutes.Success ? int.Parse(minutes.ValueSpan, CultureInfo.InvariantCulture) : 0;
        return hour <= 24 && minute <= 59 && hour * 60 + minute <= Day ? hour * 60 + minute : null;
    }

    static string? HalfOf(Match piece, int end)
    {
        if (piece.Groups[$"x{end}"].Success) return piece.Groups[$"x{end}"].Value == "pm" ? "下午" : "上午";
        if (!piece.Groups[$"p{end}"].Success) return null;

        var word = piece.Groups[$"p{end}"].Value;
        if (word is "下午" or "午后") return "下午";
        if (word is "中午" or "午间") return "中午";
        if (word is "凌晨") return "凌晨";
        return word[0] is '晚' or '夜' or '傍' ? "晚" : "上午";
    }

    static int Shift(int minute, string? half) => half switch
    {
        "下午" when minute < Noon => minute + Noon,
        "中午" when minute < 180 => minute + Noon,
        // 晚上2点 is after midnight, 晚上12点 is midnight itself.
        "晚" when minute is >= 300 and < Noon => minute + Noon,
        "晚" when minute is Noon => Day,
        _ => minute,
    };

    static int Four(string clock) => int.Parse(clock.AsSpan(0, 2), CultureInfo.InvariantCulture) * 60 + int.Parse(clock.AsSpan(2), CultureInfo.InvariantCulture);
}
