using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Waystation.Browser;

/// <summary>The app on a colleague's phone, and the slip of paper with their password: RFC 6238 from its text, not from the program's own code.</summary>
static partial class Authenticator
{
    public static string PasswordIn(string told) => Password().Match(told).Value;

    public static string CodeNow(string told) => CodeOf(Secret().Match(told).Value, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);

    static string CodeOf(string base32, long step)
    {
        var bits = string.Concat(base32.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var mac = HMACSHA1.HashData(key, counter); // SHA-1 is what RFC 6238 and every authenticator use.
        var number = BinaryPrimitives.ReadUInt32BigEndian(mac.AsSpan(mac[^1] & 15)) & 0x7fffffff;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>Of the first keeper.</summary>
    public static (string Code, string Pin) PinIn(string told)
    {
        var sheet = Sheet().Match(told);
        return (sheet.Groups[1].Value, sheet.Groups[2].Value);
    }

    [GeneratedRegex("/keeper/sign-in.* ([2-9A-HJKMNP-Z]{8}) .*PIN ([1-9] [0-9]{3} [0-9]{3})")]
    private static partial Regex Sheet();

    [GeneratedRegex("\\b[a-z2-9]{5}(-[a-z2-9]{5}){2}\\b")]
    private static partial Regex Password();

    [GeneratedRegex("\\b[A-Z2-7]{32}\\b")]
    private static partial Regex Secret();
}
