namespace Waystation.Tables;

/// <summary>A header we know, with the other spellings units use for it.</summary>
sealed record FormHeader(string Name, bool MustExist, string[] Spellings)
{
    public static FormHeader Parse(string wellKnown)
    {
        string[] spellings = [.. wellKnown.Split('|').Select(NameIn)];
        return new(spellings[0], HasStar(wellKnown), spellings);
    }

    public bool Is(string header) => Spellings.Contains(header, StringComparer.OrdinalIgnoreCase);

    public static bool HasStar(string typed) => Plain.Compact(typed).Contains('*');

    public static string NameIn(string typed) => Plain.Compact(typed).Replace("*", "").TrimEnd(':');
}
