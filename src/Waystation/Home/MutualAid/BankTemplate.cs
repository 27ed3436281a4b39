using System.Globalization;
using System.IO.Compression;
using System.Text;
using Waystation.Rulebook;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.MutualAid;

/// <summary>What a column of a bank's file holds.</summary>
public enum BankField { Reference, Account, Name, Yuan, Fen, Text }

/// <param name="Text">What stands in every row, of a column that says the same throughout.</param>
public sealed record BankColumn(string Title, BankField Field, string? Text = null)
{
    public string Of(BankRow row) => Field switch
    {
        BankField.Reference => row.Reference.ToString(CultureInfo.InvariantCulture),
        BankField.Account => row.Account,
        BankField.Name => row.Name,
        BankField.Yuan => row.Amount.ToString(),
        BankField.Fen => row.Amount.Fen.ToString(CultureInfo.InvariantCulture),
        _ => Text ?? "",
    };
}

/// <summary>代发文件: how one bank wants its list of payments. A city brings its bank's own as a rule file.</summary>
/// <param name="Separator">Between the columns of a text file; none: a workbook.</param>
/// <param name="Gbk">The text is in GB18030, else in UTF-8.</param>
/// <param name="RowsPerFile">What is more goes into further files.</param>
public sealed record BankTemplate(IReadOnlyList<BankColumn> Columns, int RowsPerFile, string? Separator = null, bool Gbk = false, bool Header = true) : IRuleValue
{
    public static readonly RuleKind Kind = RuleKind.Of<BankTemplate>("bank-file");

    string Extension => Separator is null ? "xlsx" : "txt";

    public IReadOnlyList<Sentence> InWords() => [new("aid.template-in-words", Columns.Count, RowsPerFile)];

    public string? WrongField()
    {
        if (RowsPerFile is < 1 or > 1_000_000) return "rowsPerFile";
        if (Separator is { Length: not 1 } || Separator is "\"" or "\n" or "\r") return "separator";
        foreach (var (i, column) in Columns.Index())
            if (column.Title.Length == 0 || (column.Field is BankField.Text) != (column.Text is not null)) return $"columns[{i}]";
        // Without these nobody can be paid, and no answer told apart.
        return Columns.Any(c => c.Field is BankField.Reference) && Columns.Any(c => c.Field is BankField.Account) && Columns.Any(c => c.Field is BankField.Name) && Columns.Any(c => c.Field is BankField.Yuan or BankField.Fen) ? null : "columns";
    }

    /// <summary>One file, or an archive of several numbered ones.</summary>
    /// <returns>The extension of what was written.</returns>
    public async Task<string> WriteAsync(IReadOnlyList<BankRow> rows, Stream to)
    {
        if (rows.Count <= RowsPerFile)
        {
            await OneAsync(rows, to);
            return Extension;
        }

        using var archive = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (i, part) in rows.Chunk(RowsPerFile).Index())
        {
            await using var file = archive.CreateEntry($"{i + 1:000}.{Extension}").Open();
            // A workbook wants to go back in its stream; an archive's entry cannot.
            using var whole = new MemoryStream();
            await OneAsync(part, whole);
            whole.Position = 0;
            await whole.CopyToAsync(file);
        }

        return "zip";
    }

    async Task OneAsync(IReadOnlyList<BankRow> rows, Stream to)
    {
        if (Separator is null)
        {
            using var sheet = WrittenSheet.Begin(to, asWorkbook: true, "代发");
            if (Header) sheet.Write([.. Columns.Select(c => c.Title)]);
            foreach (var row in rows) sheet.Write([.. Columns.Select(c => c.Of(row))]);
            return;
        }

        var encoding = Gbk ? CodePagesEncodingProvider.Instance.GetEncoding("GB18030")! : new UTF8Encoding(false);
        await using var text = new StreamWriter(to, encoding, 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        if (Header) await text.WriteLineAsync(string.Join(Separator, Columns.Select(c => c.Title)));
        foreach (var row in rows) await text.WriteLineAsync(string.Join(Separator, Columns.Select(c => c.Of(row).Replace(Separator, " ", StringComparison.Ordinal))));
    }
}
