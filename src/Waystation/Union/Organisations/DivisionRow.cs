namespace Waystation.Organisations;

/// <summary>One row of a table of divisions, as typed. <c>Number</c> is the sheet's own.</summary>
sealed record DivisionRow(int Number, string Code, string Name, string Level, string Parent)
{
    static readonly string[] levels = ["city", "district", "street", "community"];

    public bool IsCity => Level == levels[0];

    /// <summary>0 for the city … 3 for a community, −1 for a level nobody knows.</summary>
    public int Depth => Array.IndexOf(levels, Level);

    /// <summary>GB/T 2260 codes have six digits, statistics codes of streets nine and of communities twelve.</summary>
    public bool HasCode => Code.Length is 6 or 9 or 12 && Code.All(char.IsAsciiDigit);
}
