using System.Globalization;

namespace Waystation.Shared;

/// <summary>
/// A text's place in pinyin order, as hex to be compared byte by byte (<c>COLLATE "C"</c>). Made here and stored, because the
/// ICU that a database brings along may be older than the program's and would sort the same names differently.
/// </summary>
public static class PinyinKey
{
    static readonly CompareInfo Pinyin = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;

    public static string Of(string text) => Convert.ToHexStringLower(Pinyin.GetSortKey(text).KeyData);
}
