using Waystation.Data;

namespace Waystation.Members;

/// <summary>
/// The last four characters of a document number, by which a person at the counter is found quickly. Only a keyed index of them
/// is stored: who has the database alone sees who shares them, not what they are.
/// </summary>
public static class LastFour
{
    const int Length = 4;

    /// <summary>A number no longer than what would be told of it.</summary>
    const int None = 0;

    public static int IndexOf(string number, Vault vault) => number.Length > Length ? IndexOfEnd(number[^Length..], vault) : None;

    /// <summary>What was typed, if it can be the end of a number: three digits and a digit or letter.</summary>
    public static string? Read(string typed)
    {
        var cleaned = DocumentNumber.Cleaned(typed);
        return cleaned.Length == Length && cleaned.AsSpan(0, Length - 1).IndexOfAnyExceptInRange('0', '9') < 0 && char.IsAsciiLetterOrDigit(cleaned[^1]) ? cleaned : null;
    }

    public static int IndexOfEnd(string four, Vault vault) => vault.ShortIndex(BlindIndex.LastFour, four);
}
