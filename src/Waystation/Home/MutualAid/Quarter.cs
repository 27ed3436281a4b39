using System.Globalization;
using System.Text.RegularExpressions;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>A quarter of a plan year, <c>2020Q1</c>; stored as year and number, 20201.</summary>
public readonly partial record struct Quarter(int Code) : IComparable<Quarter>
{
    public int Year => Code / 10;
    public int Number => Code % 10;

    /// <summary>The code of the year's first quarter.</summary>
    public int FirstOfYear => Year * 10 + 1;

    public DateOnly YearBegins => new(Year, 1, 1);
    public DateOnly EndsOn => new DateOnly(Year, 1, 1).AddMonths(3 * Number).AddDays(-1);

    public static Quarter Read(string typed)
    {
        var match = Form().Match(typed.Trim());
        Rule.Require(match.Success && int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) is >= 2000 and < 2200, Say.NoQuarter(typed));
        return new(int.Parse(match.Groups[1].Value + match.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    public int CompareTo(Quarter other) => Code.CompareTo(other.Code);

    public override string ToString() => $"{Year}Q{Number}";

    [GeneratedRegex("^([0-9]{4})[Qq]([1-4])\\z")]
    private static partial Regex Form();
}
