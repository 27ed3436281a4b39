using Waystation.Data;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Members;

/// <summary>A row of the form on its way: read and checked by itself, later against the tree and the other rows.</summary>
/// <param name="Sealed">Null where the row is refused already or was dealt with before the run was killed.</param>
sealed record CheckedRow(FormRow Row, MemberEntry Entry, IReadOnlyList<RowProblem> Problems, SealedEntry? Sealed)
{
    public int Number => Row.Number;

    /// <summary>By this two rows that stand are the same person.</summary>
    public Guid Document => Sealed!.Document;

    /// <summary>A row refused for any reason reserves nothing for its person.</summary>
    public bool IsRefused => Problems.Any(p => p.Severity is Severity.Refused);

    public CheckedRow With(string column, string code, Severity severity, Sentence message) =>
        this with { Problems = [.. Problems, new RowProblem(Number, column, code, severity, message)] };

    public static CheckedRow Of(MemberForm form, FormRow row, Vault vault)
    {
        var (entry, problems) = RowCheck.Of(form, row);
        var isRefused = problems.Exists(p => p.Severity is Severity.Refused);
        return new CheckedRow(row, entry, problems, isRefused ? null : SealedEntry.Of(entry, vault));
    }
}
