using System.Globalization;
using System.Text.RegularExpressions;

namespace Waystation.Shared;

/// <summary>English tells one from many: <c>{0} {0|day|days} ago</c> is "1 day ago" and "3 days ago". Chinese needs no such form.</summary>
static partial class Plural
{
    /// <summary>The text with each form chosen by the part of that number; numbers themselves are left to be filled in.</summary>
    public static string Choose(string text, object?[] parts) =>
        text.Contains('|') ? Form().Replace(text, form => IsOne(parts, form.Groups[1].Value) ? form.Groups[2].Value : form.Groups[3].Value) : text;

    static bool IsOne(object?[] parts, string number) =>
        int.Parse(number, CultureInfo.InvariantCulture) is var of && of < parts.Length && Convert.ToString(parts[of], CultureInfo.InvariantCulture) == "1";

    [GeneratedRegex(@"\{(\d)\|([^|{}]*)\|([^|{}]*)\}")]
    private static partial Regex Form();
}
