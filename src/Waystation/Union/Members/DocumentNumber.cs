using System.Text.RegularExpressions;
using Waystation.Tables;

namespace Waystation.Members;

/// <summary>How a document number was typed into a cell.</summary>
public static partial class DocumentNumber
{
    /// <summary>Without spaces, hyphens and the apostrophe that marks text in a spreadsheet; letters as capitals.</summary>
    public static string Cleaned(string typed)
    {
        var number = Plain.Compact(typed);
        if (number.StartsWith("=\"", StringComparison.Ordinal)) number = number[2..].TrimEnd('"');
        if (number.AsSpan().IndexOfAny("-'‘’`\u2010\u2011\u2012\u2013\u2014_") >= 0) number = Marks().Replace(number, "");
        return number.ToUpperInvariant();
    }

    /// <summary>
    /// A spreadsheet keeps 15 digits of a number, so a document number typed as one has lost its end. In CSV such a cell
    /// shows as 1.1E+17, or as 18 digits that end in 000 and fail the check.
    /// </summary>
    public static bool WasTypedAsNumber(Cell cell, IdentityDocument document) =>
        cell.Kind is CellKind.Number or CellKind.Date
        || Scientific().IsMatch(document.Number)
        || (document.HasEighteenDigits && document.HasRightLength && document.Number.EndsWith("000", StringComparison.Ordinal) && !document.HasRightCheckDigit);

    [GeneratedRegex("[-'‘’`\u2010-\u2014_]")]
    private static partial Regex Marks();

    [GeneratedRegex(@"^\d(\.\d+)?E\+?\d{1,2}$|^\d{4,}\.\d+$")]
    private static partial Regex Scientific();
}
