using System.Globalization;
using System.Security.Cryptography;
using Waystation.Tables;

namespace Waystation.Keepers;

/// <summary>Seven digits: which of the station's keepers it is, and six that nobody guesses in five tries.</summary>
static class Pin
{
    const int Secret = 6;

    public static string Draw(int number) => number.ToString(CultureInfo.InvariantCulture) + RandomNumberGenerator.GetString("0123456789", Secret);

    /// <summary>As typed by hand, full-width digits included. Null: no PIN.</summary>
    public static string? Read(string? typed)
    {
        var pin = Plain.Compact(typed ?? "").Replace("-", "", StringComparison.Ordinal);
        return pin.Length == Secret + 1 && pin.All(char.IsAsciiDigit) && pin[0] != '0' ? pin : null;
    }

    public static int NumberOf(string pin) => pin[0] - '0';

    /// <summary>In groups, as it is read from paper.</summary>
    public static string Shown(string pin) => $"{pin[0]} {pin[1..4]} {pin[4..]}";
}
