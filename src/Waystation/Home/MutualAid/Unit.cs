using System.Globalization;

namespace Waystation.MutualAid;

/// <summary>A thirty-second part of the people: the partition that the database puts them in, so that no two units share anybody.</summary>
readonly record struct Unit(int Number)
{
    public const int Count = 32;

    /// <summary>The part of a table that holds this unit's people.</summary>
    public string QuotedPartOf(string table) => $"\"{table}_{Number.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>A number as SQL has it: COPY takes no parameters.</summary>
    public static string Quoted(int number) => number.ToString(CultureInfo.InvariantCulture);
}
