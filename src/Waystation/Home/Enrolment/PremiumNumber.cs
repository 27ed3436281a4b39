using System.Globalization;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Enrolment;

/// <summary>By which a bill is paid: HZ, the number, and a check digit (Luhn), so that a slip of the finger pays nobody else's.</summary>
public static class PremiumNumber
{
    const string Mark = "HZ";

    public static string Of(long number) => string.Create(CultureInfo.InvariantCulture, $"{Mark}{number}{Check(number)}");

    /// <exception cref="Refusal">It is no such number.</exception>
    public static long Read(string? typed)
    {
        var clean = Plain.Compact(typed ?? "").ToUpperInvariant();
        if (clean.StartsWith(Mark, StringComparison.Ordinal)) clean = clean[Mark.Length..];
        var read = clean.Length is > 1 and <= 15 && long.TryParse(clean, NumberStyles.None, CultureInfo.InvariantCulture, out var all) && Check(all / 10) == all % 10;
        Rule.Require(read, Say.NoSuchNumber);
        return long.Parse(clean, CultureInfo.InvariantCulture) / 10;
    }

    static long Check(long number)
    {
        var (sum, doubled) = (0L, true);
        for (var rest = number; rest > 0; rest /= 10, doubled = !doubled)
        {
            var digit = rest % 10 * (doubled ? 2 : 1);
            sum += digit / 10 + digit % 10;
        }

        return (10 - sum % 10) % 10;
    }
}
