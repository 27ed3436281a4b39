using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Waystation.Shared;

namespace Waystation.Tables;

/// <summary>Comma-, tab- or semicolon-parted text. Every cell is text.</summary>
sealed class CsvSheet : Sheet
{
    const long LargestFile = 2L << 30;
    const int MostRecords = 2_000_000;
    const int Words = 1 << 12;

    readonly Stream file;
    readonly Encoding encoding;
    readonly string separator;
    readonly string?[] words = new string?[Words];

    /// <summary>Reads all of it once, so that a file broken at its end is refused before a row is stored.</summary>
    public CsvSheet(Stream file)
    {
        Rule.Require(file.Length <= LargestFile, Say.FileTooLarge(LargestFile >> 20));
        this.file = file;
        encoding = CsvText.EncodingOf(file);
        var parting = CsvText.SeparatorOf(file, encoding);
        separator = parting.ToString();
        var plain = encoding is UTF8Encoding ? PlainLines.CountIn(file, parting, LongestCell, MostColumns) : null;
        Rule.Require(plain is null or <= MostRecords, Say.TooManyRows(MostRecords));
        About = plain ?? Records((_, _) => false).Count();
    }

    public override bool IsWorkbook => false;

    public override IEnumerable<SheetRow> Rows() =>
        Records((parser, number) => Cells(parser) is { } cells ? new SheetRow(number, cells) : null).OfType<SheetRow>();

    IEnumerable<T> Records<T>(Func<CsvParser, int, T> take)
    {
        file.Position = 0;
        using var text = new BoundedReader(file, encoding);
        using var parser = Parser(text);
        for (var number = 1; Read(parser, text, number); number++)
        {
            Rule.Require(number <= MostRecords, Say.TooManyRows(MostRecords));
            Rule.Require(parser.Count <= MostColumns || IsPadding(parser), Say.TooManyColumns(MostColumns));
            yield return take(parser, number);
        }
    }

    CsvParser Parser(TextReader text) => new(text, new CsvConfiguration(CultureInfo.InvariantCulture)
    {
        Delimiter = separator, IgnoreBlankLines = false, Mode = CsvMode.RFC4180, BadDataFound = null,
        MaxFieldSize = LongestCell, BufferSize = 1 << 16, ProcessFieldBufferSize = 4096, CacheFields = false,
    });

    static bool Read(CsvParser parser, BoundedReader text, int number)
    {
        try
        {
            text.BeginRecord();
            return parser.Read();
        }
        catch (MaxFieldSizeException tooLong)
        {
            throw new Refusal(Say.CellTooLongIn(number), tooLong);
        }
        catch (DecoderFallbackException garbled)
        {
            throw new Refusal(Say.UnknownEncoding, garbled);
        }
    }

    static bool IsPadding(CsvParser parser) => Enumerable.Range(MostColumns, parser.Count - MostColumns).All(i => Plain.IsBlank(parser[i]));

    Cell[]? Cells(CsvParser parser)
    {
        var cells = new Cell[Math.Min(parser.Count, MostColumns)];
        var blank = true;
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = Cell.Of(Once(parser[i]));
            blank = blank && cells[i].IsBlank;
        }

        return blank ? null : cells;
    }

    /// <summary>The same few words stand in every row (汉族, 本科, the union): kept once, a million rows are less to carry.</summary>
    string Once(string text)
    {
        ref var known = ref words[string.GetHashCode(text) & (Words - 1)];
        return known == text ? known : known = text;
    }

    public override void Dispose() => file.Dispose();
}

/// <summary>Hands out at most so many characters for one record: else a file of nothing but commas would fill the memory.</summary>
sealed class BoundedReader(Stream file, Encoding encoding) : StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true)
{
    const int LongestRecord = 4 << 20;
    int left = LongestRecord;

    public void BeginRecord() => left = LongestRecord;

    public override int Read(char[] buffer, int index, int count)
    {
        var read = base.Read(buffer, index, count);
        left -= read;
        Rule.Require(left >= 0, Say.RecordTooLong);
        return read;
    }
}
