using System.Text;

namespace Waystation.Organisations;

/// <summary>
/// By this a union's name is compared: full-width and half-width, spaces, kinds of bracket and dot and capital letters make
/// no difference. The same as <c>union_name_key</c> in the database, which fills <c>unions.name_key</c>.
/// </summary>
public static class NameKey
{
    public static string Of(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var c in Whole(name).Normalize(NormalizationForm.FormKC))
            if (c is not ('\0' or ' ' or '\t' or '\r' or '\n' or '\u200B' or '\uFEFF'))
                key.Append(Unified(c));
        return key.ToString();
    }

    /// <summary>Half a surrogate pair, cut off somewhere on its way here, can be neither normalised nor stored: U+FFFD stands for it.</summary>
    static string Whole(string name) => name.Any(char.IsSurrogate) ? string.Concat(name.EnumerateRunes()) : name;

    static char Unified(char c) => c switch
    {
        '【' or '〔' or '[' or '{' => '(',
        '】' or '〕' or ']' or '}' => ')',
        '•' or '・' or '‧' => '·',
        >= 'A' and <= 'Z' => (char)(c + 32),
        _ => c,
    };
}
