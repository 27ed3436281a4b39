using Waystation.Shared;

namespace Waystation.Tables;

/// <summary>
/// The table inside a form: below title and instruction rows, above notes and signatures, wherever the unit put it.
/// </summary>
public sealed class FormTable
{
    /// <summary>The header row stands within so many filled rows of a sheet.</summary>
    public const int HeaderWithin = 30;

    const int MostOfANote = 2, LongestSerial = 8;
    const string Serial = "序号";

    readonly IEnumerator<SheetRow> rows;
    readonly Queue<SheetRow> ahead;
    readonly Dictionary<string, int> columns;
    readonly int serial, fewestFilled;

    FormTable(SheetRow header, IEnumerator<SheetRow> rows, Queue<SheetRow> ahead, IReadOnlyList<FormHeader> wellKnown)
    {
        (this.rows, this.ahead) = (rows, ahead);
        (HeaderRow, Typed) = (header.Number, [.. header.Cells.Select(cell => cell.Text)]);
        Headers = [.. Typed.Select(FormHeader.NameIn)];
        Required = [.. Typed.Select(FormHeader.HasStar)];
        columns = wellKnown.ToDictionary(w => w.Name, w => Array.FindIndex(Headers, w.Is));
        serial = Array.IndexOf(Headers, Serial);
        // A narrow table's rows are no longer than a note: there, one cell may be empty.
        fewestFilled = Math.Clamp(Headers.Count(h => h.Length > 0) - 1, 1, MostOfANote + 1);
    }

    /// <summary>The sheet's own row number of the header.</summary>
    public int HeaderRow { get; }

    /// <summary>The headers without star, in the form's own words and order.</summary>
    public string[] Headers { get; }

    /// <summary>Whether the form marks the column with a star.</summary>
    public bool[] Required { get; }

    /// <summary>The headers exactly as typed, star included, so that a file handed back can be handed in again.</summary>
    public string[] Typed { get; }

    /// <summary>Finds the row with most well-known headers, on the first visible sheet that has it.</summary>
    /// <param name="sheet">Read from its top; the table goes on reading it.</param>
    /// <param name="wellKnownHeaders">"手机号*|联系电话": a star means the column must exist, bars part other spellings.</param>
    /// <exception cref="Refusal">No such table, a column that must exist is missing, or a header stands twice.</exception>
    public static FormTable Find(Sheet sheet, params string[] wellKnownHeaders)
    {
        FormHeader[] wellKnown = [.. wellKnownHeaders.Select(FormHeader.Parse)];
        FormTable? best = null;
        do
        {
            var found = OnThisSheet(sheet, wellKnown);
            if (found is not null && found.Missing(wellKnown).Length == 0) return found.WithoutTwins(wellKnown);
            if (best is null || found?.Known > best.Known) best = found;
        }
        while (sheet.GoOn());

        Rule.Require(best is { Known: > 1 }, Say.NoTableFound(string.Join('、', wellKnown.Where(w => w.MustExist).Select(w => w.Name))));
        throw new Refusal(Say.ColumnsMissing(string.Join('、', best!.Missing(wellKnown))));
    }

    /// <summary>The column of a well-known header, or −1.</summary>
    public int Column(string wellKnown) => columns.GetValueOrDefault(wellKnown, -1);

    /// <summary>The filled-in rows, read on the go: once.</summary>
    public IEnumerable<FormRow> Rows()
    {
        while (ahead.TryDequeue(out var row))
            if (IsRow(row)) yield return new FormRow(row.Number, row.Cells);
        while (rows.MoveNext())
            if (IsRow(rows.Current)) yield return new FormRow(rows.Current.Number, rows.Current.Cells);
    }

    int Known => columns.Values.Count(column => column >= 0);

    string[] Missing(FormHeader[] wellKnown) => [.. wellKnown.Where(w => w.MustExist && Column(w.Name) < 0).Select(w => w.Name)];

    static FormTable? OnThisSheet(Sheet sheet, FormHeader[] wellKnown)
    {
        var rows = sheet.Rows().GetEnumerator();
        List<SheetRow> first = [];
        while (first.Count < HeaderWithin && rows.MoveNext()) first.Add(rows.Current);
        if (first.Count == 0) return null;

        var header = first.MaxBy(row => row.Cells.Count(cell => wellKnown.Any(w => w.Is(FormHeader.NameIn(cell.Text)))))!;
        return new FormTable(header, rows, new Queue<SheetRow>(first.SkipWhile(row => row != header).Skip(1)), wellKnown);
    }

    FormTable WithoutTwins(FormHeader[] wellKnown)
    {
        var twin = wellKnown.FirstOrDefault(w => Headers.Count(w.Is) > 1);
        Rule.Require(twin is null, Say.HeaderTwice(twin?.Name ?? ""));
        return this;
    }

    /// <summary>A note or signature fills a cell or two; a repeated header is no row either.</summary>
    bool IsRow(SheetRow row)
    {
        var filled = row.Cells.Count(cell => !cell.IsBlank);
        if (filled < fewestFilled) return HasSerial(row);
        return !IsHeaderAgain(row, filled);
    }

    bool IsHeaderAgain(SheetRow row, int filled)
    {
        var first = Array.FindIndex(row.Cells, cell => !cell.IsBlank);
        return Says(row, first) && Enumerable.Range(0, row.Cells.Length).Count(column => Says(row, column)) > filled / 2;
    }

    bool Says(SheetRow row, int column) => column < Headers.Length && !row.Cells[column].IsBlank && FormHeader.NameIn(row.Cells[column].Text) == Headers[column];

    /// <summary>Only a number is one: signatures like to begin in the first column.</summary>
    bool HasSerial(SheetRow row)
    {
        if (serial < 0 || serial >= row.Cells.Length) return false;
        var text = Plain.Compact(row.Cells[serial].Text);
        return text.Length is > 0 and <= LongestSerial && text.All(c => char.IsAsciiDigit(c) || c is '.' or '-' or '、' or '(' or ')') && text.Any(char.IsAsciiDigit);
    }
}

/// <summary>One filled-in row of a form; <c>Number</c> is the sheet's own.</summary>
public readonly record struct FormRow(int Number, Cell[] Cells)
{
    /// <summary>Empty where the form has no such column (−1) or the row ends before it.</summary>
    public Cell this[int column] => (uint)column < (uint)Cells.Length ? Cells[column] : Cell.Empty;
}
