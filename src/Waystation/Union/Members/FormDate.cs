using System.Globalization;
using System.Text.RegularExpressions;
using Waystation.Tables;

namespace Waystation.Members;

/// <summary>A day as people write it in forms: 2012/05/25, 20171110, 2031.1.3, 2012-05-25, 2012年5月25日, or a date cell.</summary>
public static partial class FormDate
{
    const string Forever = "长期";

    /// <summary>A year outside is a slip of the finger.</summary>
    const int FirstYear = 1900, LastYear = 2199;

    /// <summary>The day; null where none can be read: an impossible day, a day without year, words.</summary>
    public static DateOnly? Read(Cell cell) => Day(cell) is { Year: >= FirstYear and <= LastYear } day ? day : null;

    /// <summary>The day up to which a document is valid: <see cref="DateOnly.MaxValue"/> for 长期; of a span, its end.</summary>
    public static DateOnly? ReadValidity(Cell cell)
    {
        var text = Plain.Compact(cell.Text).TrimStart('\'');
        var end = Day(cell) is null && Span().Match(text) is { Success: true } span ? Cell.Of(span.Groups[1].Value) : cell;
        if (end.Kind is CellKind.Text && Plain.Compact(end.Text) is Forever or "长期有效" or "永久") return DateOnly.MaxValue;

        // Other systems write 9999-12-31 for 长期.
        return Day(end) is { Year: > LastYear } ? DateOnly.MaxValue : Read(end);
    }

    static DateOnly? Day(Cell cell) => cell.Kind switch
    {
        CellKind.Date => DateOnly.FromDateTime(cell.Date),
        CellKind.Text or CellKind.Number => Day(cell.Text),
        _ => null,
    };

    static DateOnly? Day(string typed)
    {
        // Most forms are written by programs: these two shapes need no pattern.
        if (DateOnly.TryParseExact(typed, ["yyyy-MM-dd", "yyyy/MM/dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;

        return Spelled(typed);
    }

    static DateOnly? Spelled(string typed)
    {
        var match = Written().Match(Plain.Compact(typed).TrimStart('\''));
        if (!match.Success) return null;

        var (year, month, day) = (Number(match, "y"), Number(match, "m"), Number(match, "d"));
        return month is >= 1 and <= 12 && year >= 1 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:(?<y>[0-9]{4})(?<s>[-/.])(?<m>[0-9]{1,2})\k<s>(?<d>[0-9]{1,2})|(?<y>[0-9]{4})年(?<m>[0-9]{1,2})月(?<d>[0-9]{1,2})[日号]|(?<y>[0-9]{4})(?<m>[0-9]{2})(?<d>[0-9]{2}))(?:T?0{1,2}:00(?::00(?:\.0+)?)?)?\z")]
    private static partial Regex Written();

    [GeneratedRegex(@"^[0-9]{4}[-/.年]?[0-9]{1,2}[-/.月]?[0-9]{1,2}日?(?:至|到|~|-|—+|–)(.+)$")]
    private static partial Regex Span();
}
