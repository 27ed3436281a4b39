using System.Text;
using System.Text.RegularExpressions;

namespace Waystation.Calendar;

/// <summary>Brings the many spellings of one thing to one: full-width forms, dashes, 点 and 时, Chinese numerals, 除…外.</summary>
static partial class SpokenText
{
    const string Numerals = "零一二三四五六七八九十";

    public static string Tidy(string spoken)
    {
        var text = spoken.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        text = Dashes().Replace(text, "-");
        text = HourNumerals().Replace(text, m => Number(m.Value).ToString());
        text = OClock().Replace(text, m => m.Groups[1].Value + ":" + Minutes(m));
        text = Except().Replace(text, "($1休息)");
        text = Glue().Replace(text, "$1");
        return Gap().Replace(text, ",").Trim(',');
    }

    static string Minutes(Match clock)
    {
        if (clock.Groups["part"].Success) return clock.Groups["part"].Value switch { "半" => "30", "一刻" or "1刻" => "15", "三刻" or "3刻" => "45", _ => "00" };

        return clock.Groups["m"].Success ? clock.Groups["m"].Value.PadLeft(2, '0') : "00";
    }

    /// <summary>一 to 二十四; 两 is 2.</summary>
    static int Number(string numeral)
    {
        var text = numeral.Replace('两', '二');
        var ten = text.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0) return text.Aggregate(0, (sum, c) => sum * 10 + Numerals.IndexOf(c, StringComparison.Ordinal));

        var tens = ten == 0 ? 1 : Numerals.IndexOf(text[0], StringComparison.Ordinal);
        return tens * 10 + (ten == text.Length - 1 ? 0 : Numerals.IndexOf(text[^1], StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\s*(?:--+|-|—+|–|−|~+|〜|～|―|─+|至|到|直至)\s*")]
    private static partial Regex Dashes();

    // 小时 is a length, not a time, except in 二十四小时.
    [GeneratedRegex(@"[零一二两三四五六七八九十]{1,3}(?=\s*(?:点|时(?!间)|小时))|(?<=早|晚)[一二两三四五六七八九十]{1,2}")]
    private static partial Regex HourNumerals();

    [GeneratedRegex(@"(\d{1,2})\s*(?:点钟?|时(?!间))(?:(?<part>半|整|[一三13]刻)|(?<m>[0-5]?\d)分?)?")]
    private static partial Regex OClock();

    [GeneratedRegex(@"除(?:了|去)?([^,,;。()]+?)(?:以|之)?外(?:,|、)?")]
    private static partial Regex Except();

    [GeneratedRegex(@"\s*([:.])\s*(?=\d)")]
    private static partial Regex Glue();

    [GeneratedRegex(@"[\s,、/|和及与并]+|(?<=早上|上午|中午|下午|晚上|凌晨|傍晚):")]
    private static partial Regex Gap();
}
