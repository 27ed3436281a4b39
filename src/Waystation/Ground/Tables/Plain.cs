using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Waystation.Tables;

/// <summary>Cleans typed text of harmless dirt: full-width letters and digits, invisible characters, stray spaces.</summary>
public static partial class Plain
{
    public static bool IsBlank(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!IsDropped(c) && !char.IsWhiteSpace(c)) return false;
        return true;
    }

    /// <summary>Half-width, without invisible characters, inner runs of spaces as one space, no spaces at the ends.</summary>
    public static string Text(string typed) => IsClean(typed) ? typed : Fold(typed, keepSpaces: true);

    /// <summary>As <see cref="Text"/>, with all spaces taken out: numbers, codes, Chinese names.</summary>
    public static string Compact(string typed) => IsClean(typed) ? typed : Fold(typed, keepSpaces: false);

    /// <summary>As <see cref="Text"/>, for what people write to people: Chinese punctuation stays as it was written.</summary>
    public static string Prose(string typed) => string.Concat(ChineseMarks().Split(typed).Select(part => ChineseMarks().IsMatch(part) ? part : Text(part)));

    /// <summary>Most cells need nothing: ASCII and common Chinese without any space pass without a copy.</summary>
    static bool IsClean(string typed)
    {
        foreach (var c in typed)
            if (c is not (> ' ' and < '\u007f' or >= '\u4e00' and <= '\u9fff')) return false;
        return true;
    }

    static string Fold(string typed, bool keepSpaces)
    {
        var folded = Mended(typed).Normalize(NormalizationForm.FormKC);
        var clean = new StringBuilder(folded.Length);
        var gap = false;
        foreach (var c in folded)
        {
            if (IsDropped(c)) continue;
            if (char.IsWhiteSpace(c))
            {
                gap = true;
                continue;
            }

            if (gap && keepSpaces && clean.Length > 0) clean.Append(' ');
            gap = false;
            clean.Append(c);
        }

        return clean.ToString();
    }

    /// <summary>A lone surrogate (half an emoji cut off by another program) cannot be normalised; it becomes U+FFFD.</summary>
    static string Mended(string typed)
    {
        if (!typed.Any(char.IsSurrogate)) return typed;

        return string.Concat(typed.EnumerateRunes().Select(rune => rune.ToString()));
    }

    /// <summary>Zero-width and other characters that nobody sees and nobody typed on purpose; tabs and line ends count as spaces.</summary>
    static bool IsDropped(char c) =>
        c is < ' ' or >= '\u007f'
        && !char.IsWhiteSpace(c)
        && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control;

    /// <summary>The marks that compatibility folding would turn into those of English.</summary>
    [GeneratedRegex("([，。：；？！（）…～])")]
    private static partial Regex ChineseMarks();
}
