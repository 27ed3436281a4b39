using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Organisations;

/// <summary>
/// A table of divisions (<c>code,name,level,parent</c>) that has been read: the rows that hold, parents before children,
/// and what is wrong with the others. A row whose parent was refused is refused too.
/// </summary>
sealed class DivisionsFile
{
    static readonly string[] headers = ["code", "name", "level", "parent"];

    readonly List<DivisionRow> typed = [];
    readonly Dictionary<string, DivisionRow> taken = [];
    readonly Dictionary<string, int> seen = [];
    readonly List<RowProblem> problems = [];

    DivisionsFile() { }

    public IReadOnlyList<DivisionRow> Rows { get; private set; } = [];
    public IReadOnlyList<RowProblem> Problems => problems;

    /// <summary>Every code in the file, also of refused rows: none of them has disappeared.</summary>
    public IReadOnlyCollection<string> Codes => seen.Keys;

    /// <exception cref="Refusal">The file cannot be read, is another table, or has no city.</exception>
    public static DivisionsFile Read(string path)
    {
        using var sheet = Sheet.Open(path);
        var file = new DivisionsFile();
        using var rows = sheet.Rows().GetEnumerator();
        Rule.Require(rows.MoveNext() && IsHeader(rows.Current), Say.FileNotDivisions);
        while (rows.MoveNext()) file.typed.Add(RowOf(rows.Current));
        file.Judge();
        return file;
    }

    void Judge()
    {
        foreach (var row in typed.Where(IsWhole).OrderBy(r => r.Depth).ThenBy(r => r.Number))
            if (FindsItsPlace(row)) taken.Add(row.Code, row);
        Rule.Require(taken.Values.Any(r => r.IsCity), Say.FileWithoutCity);
        Rows = [.. taken.Values];
        problems.Sort((a, b) => a.Row.CompareTo(b.Row));
    }

    bool IsWhole(DivisionRow row)
    {
        if (row.Code == "") return Refuse(row, "code", "missing", Say.DivisionMissing);
        if (!row.HasCode) return Refuse(row, "code", "code-invalid", Say.DivisionCodeInvalid(row.Code));
        if (!seen.TryAdd(row.Code, row.Number)) return Refuse(row, "code", "duplicate-in-file", Say.DivisionDuplicate(row.Code, seen[row.Code]));
        if (row.Name == "") return Refuse(row, "name", "missing", Say.DivisionMissing);
        if (row.Level == "") return Refuse(row, "level", "missing", Say.DivisionMissing);
        return row.Depth >= 0 || Refuse(row, "level", "level-unknown", Say.DivisionLevelUnknown(row.Level));
    }

    bool FindsItsPlace(DivisionRow row)
    {
        if (row.IsCity) return taken.Count == 0 || Refuse(row, "level", "second-city", Say.DivisionSecondCity);
        if (row.Parent == "") return Refuse(row, "parent", "missing", Say.DivisionMissing);
        if (!taken.TryGetValue(row.Parent, out var parent)) return Refuse(row, "parent", "parent-unknown", Say.DivisionParentUnknown(row.Parent));
        return parent.Depth == row.Depth - 1 || Refuse(row, "parent", "parent-level", Say.DivisionParentLevel(row.Parent));
    }

    bool Refuse(DivisionRow row, string column, string code, Sentence why)
    {
        problems.Add(new RowProblem(row.Number, column, code, Severity.Refused, why));
        return false;
    }

    static bool IsHeader(SheetRow row) => row.Cells.Length >= headers.Length && headers.Select((h, i) => Typed(row, i).Equals(h, StringComparison.OrdinalIgnoreCase)).All(same => same);

    static DivisionRow RowOf(SheetRow row) => new(row.Number, Typed(row, 0), Typed(row, 1), Typed(row, 2).ToLowerInvariant(), Typed(row, 3));

    static string Typed(SheetRow row, int column) => column < row.Cells.Length ? Plain.Text(row.Cells[column].Text) : "";
}
