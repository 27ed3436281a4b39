namespace Waystation.Organisations;

/// <summary>
/// The unified social credit code of an organisation (GB 32100-2015): 18 characters, the last of which checks the others.
/// Only that is checked: registers hold codes whose inner parts follow older rules.
/// </summary>
public static class CreditCode
{
    /// <summary>The standard's 31 characters in the order of their values; I, O, S, V and Z are left out.</summary>
    const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    const int Length = 18;

    public static bool IsRight(ReadOnlySpan<char> code) => code.Length == Length && CheckCharacter(code[..^1]) == code[^1];

    /// <summary>The 18th character for the first 17; a space where one of them cannot stand in a code.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> first)
    {
        var (sum, weight) = (0, 1);
        foreach (var c in first)
        {
            var value = Alphabet.IndexOf(c);
            if (value < 0) return ' ';
            sum += value * weight;
            weight = weight * 3 % 31;
        }

        return Alphabet[(31 - sum % 31) % 31];
    }
}
