using System.Text;

namespace Waystation.Tables;

/// <summary>
/// The refused rows handed back: the unit's own columns in their order, and the reason last. Everything is text, so that
/// numbers keep their digits; what a spreadsheet would run as a formula is kept from it. Mended, the file can be imported again.
/// </summary>
public abstract class ErrorSheet : IDisposable
{
    public const string Reason = "问题说明";

    /// <param name="to">Stays open.</param>
    /// <param name="headers">As typed, stars included (<see cref="FormTable.Typed"/>).</param>
    /// <param name="asWorkbook">xlsx, else CSV in UTF-8 with a mark.</param>
    public static ErrorSheet Begin(Stream to, bool asWorkbook, IReadOnlyList<string> headers)
    {
        ErrorSheet sheet = asWorkbook ? new XlsxErrorSheet(to) : new CsvErrorSheet(to);
        sheet.Write([.. headers, Reason]);
        return sheet;
    }

    /// <param name="cells">As many as there are headers; missing ones are left blank.</param>
    /// <param name="columns">The number of headers.</param>
    public void Add(IReadOnlyList<string> cells, int columns, string reason) =>
        Write([.. Enumerable.Range(0, columns).Select(i => i < cells.Count ? cells[i] : ""), reason]);

    public abstract void Dispose();

    protected abstract void Write(IReadOnlyList<string> cells);

    /// <summary>OWASP's list of first characters that make a spreadsheet calculate.</summary>
    internal static bool WouldCalculate(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠';
}

sealed class CsvErrorSheet(Stream to) : ErrorSheet
{
    readonly StreamWriter text = new(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };

    protected override void Write(IReadOnlyList<string> cells) => text.WriteLine(CsvLine.Of(cells));

    public override void Dispose() => text.Dispose();
}
