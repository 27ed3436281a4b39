namespace Waystation.Tables;

/// <summary>The refused rows handed back: the unit's own columns in their order, and the reason last. Mended, the file can be imported again.</summary>
public sealed class ErrorSheet : IDisposable
{
    public const string Reason = "问题说明";
    const string Name = "问题数据";

    readonly WrittenSheet sheet;

    ErrorSheet(WrittenSheet sheet) => this.sheet = sheet;

    /// <param name="to">Stays open.</param>
    /// <param name="headers">As typed, stars included (<see cref="FormTable.Typed"/>).</param>
    /// <param name="asWorkbook">xlsx, else CSV in UTF-8 with a mark.</param>
    public static ErrorSheet Begin(Stream to, bool asWorkbook, IReadOnlyList<string> headers)
    {
        var sheet = WrittenSheet.Begin(to, asWorkbook, Name);
        sheet.Write([.. headers, Reason]);
        return new(sheet);
    }

    /// <param name="cells">As many as there are headers; missing ones are left blank.</param>
    /// <param name="columns">The number of headers.</param>
    public void Add(IReadOnlyList<string> cells, int columns, string reason) =>
        sheet.Write([.. Enumerable.Range(0, columns).Select(i => i < cells.Count ? cells[i] : ""), reason]);

    public void Dispose() => sheet.Dispose();
}
