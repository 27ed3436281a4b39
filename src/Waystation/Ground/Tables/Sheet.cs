using System.Text;
using Waystation.Shared;

namespace Waystation.Tables;

/// <summary>
/// A table somebody sent us, read once from top to bottom in bounded memory. What the file is shows its content,
/// not its name. Anything that is not a plain table is refused in one sentence before a row is handed out.
/// </summary>
public abstract class Sheet : IDisposable
{
    /// <summary>Most cells in a row, and most characters in a cell (Excel's own limit).</summary>
    public const int MostColumns = 200, LongestCell = 32_767;

    static Sheet() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="path">An .xlsx file, or CSV in UTF-8 (with or without mark) or GB18030, parted by comma, tab or semicolon.</param>
    /// <exception cref="Refusal">The file is broken, hostile, of another kind, or cannot be read.</exception>
    public static Sheet Open(string path)
    {
        var file = Opened(path);
        try
        {
            return FileKinds.Of(file) is FileKind.Xlsx ? new XlsxSheet(file) : new CsvSheet(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>True for a workbook: errors are then handed back as a workbook too.</summary>
    public abstract bool IsWorkbook { get; }

    /// <summary>About how many rows there are, for progress; null where nobody knows.</summary>
    public long? About { get; protected init; }

    /// <summary>Rows with something in them, in order. The numbers of blank rows are left out.</summary>
    public abstract IEnumerable<SheetRow> Rows();

    /// <summary>Goes on to the next visible sheet of a workbook, if there is one.</summary>
    public virtual bool GoOn() => false;

    public abstract void Dispose();

    static FileStream Opened(string path)
    {
        Rule.Require(File.Exists(path), Say.NoSuchFile(Path.GetFileName(path)));
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new Refusal(Say.CannotBeOpened(Path.GetFileName(path)), unreadable);
        }
    }
}
