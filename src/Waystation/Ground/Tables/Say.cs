using Waystation.Shared;

namespace Waystation.Tables;

static class Say
{
    public static Sentence NoSuchFile(string file) => new("tables.no-such-file", file);
    public static Sentence CannotBeOpened(string file) => new("tables.cannot-be-opened", file);
    public static Sentence EmptyFile => new("tables.empty-file");
    public static Sentence EncryptedFile => new("tables.encrypted-file");
    public static Sentence OldExcel => new("tables.old-excel");
    public static Sentence BinaryWorkbook => new("tables.binary-workbook");
    public static Sentence NotATable(string kind) => new("tables.not-a-table", kind);
    public static Sentence NotAWorkbook => new("tables.not-a-workbook");
    public static Sentence BrokenWorkbook => new("tables.broken-workbook");
    public static Sentence HasMacros => new("tables.has-macros");
    public static Sentence InflatesTooMuch => new("tables.inflates-too-much");
    public static Sentence FileTooLarge(long megabytes) => new("tables.file-too-large", megabytes);
    public static Sentence CellTooLong => new("tables.cell-too-long", Sheet.LongestCell);
    public static Sentence CellTooLongIn(int row) => new("tables.cell-too-long-in", row, Sheet.LongestCell);
    public static Sentence RecordTooLong => new("tables.record-too-long");
    public static Sentence TooManyColumns(int most) => new("tables.too-many-columns", most);
    public static Sentence TooManyRows(int most) => new("tables.too-many-rows", most);
    public static Sentence UnknownEncoding => new("tables.unknown-encoding");
    public static Sentence NoTableFound(string columns) => new("tables.no-table-found", columns);
    public static Sentence ColumnsMissing(string columns) => new("tables.columns-missing", columns);
    public static Sentence HeaderTwice(string header) => new("tables.header-twice", header);
}
