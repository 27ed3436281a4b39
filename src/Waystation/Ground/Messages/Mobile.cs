using System.Text.RegularExpressions;
using Waystation.Tables;

namespace Waystation.Messages;

/// <summary>A mobile number of mainland China: 11 digits beginning 13–19. There is no list of prefixes: carriers add them every year.</summary>
public static partial class Mobile
{
    /// <summary>The 11 digits; null where none can be read. Country code, spaces, dashes and a number cell are fine.</summary>
    public static string? Read(string typed)
    {
        if (Whole().IsMatch(typed)) return typed;

        var digits = Marks().Replace(Plain.Compact(typed), "");
        if (digits.EndsWith(".0", StringComparison.Ordinal)) digits = digits[..^2];
        var number = CountryCode().Replace(digits, "");
        return Whole().IsMatch(number) ? number : null;
    }

    /// <summary>138****5678.</summary>
    public static string Masked(string number) => number.Length == 11 ? $"{number[..3]}****{number[^4..]}" : "****";

    [GeneratedRegex(@"^1[3-9][0-9]{9}\z")]
    private static partial Regex Whole();

    [GeneratedRegex("[-'‘’()（）\u2010-\u2015\u2212]")]
    private static partial Regex Marks();

    [GeneratedRegex(@"^(\+|00)?86(?=1[0-9]{10}\z)")]
    private static partial Regex CountryCode();
}
