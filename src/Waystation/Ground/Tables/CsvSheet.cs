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

    readonly BoundedReader text;
    readonly CsvParser parser;

    public CsvSheet(Stream file)
    {
        Rule.Require(file.Length <= LargestFile, Say.FileTooLarge(LargestFile >> 20));
        var encoding = CsvText.EncodingOf(file);
        text = new BoundedReader(file, encoding);
        parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = CsvText.SeparatorOf(file, encoding).ToString(), IgnoreBlankLines = false, Mode = CsvMode.RFC4180, BadDataFound = null,
            MaxFieldSize = LongestCell, BufferSize = 1 << 16, ProcessFieldBufferSize = 4096, CacheFields = false,
        });
    }

    public override bool IsWorkbook => false;

    public override IEnumerable<SheetRow> Rows()
    {
        for (var number = 1; Read(number); number++)
        {
            Rule.Require(number <= MostRecords, Say.TooManyRows(MostRecords));
            Rule.Require(parser.Count <= MostColumns || IsPadding(), Say.TooManyColumns(MostColumns));
            if (Cells() is { } cells) yield return new SheetRow(number, cells);
        }
    }

    bool Read(int number)
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

    bool IsPadding() => Enumerable.Range(MostColumns, parser.Count - MostColumns).All(i => Plain.IsBlank(parser[i]));

    Cell[]? Cells()
    {
        var cells = new Cell[Math.Min(parser.Count, MostColumns)];
        var blank = true;
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = Cell.Of(parser[i]);
            blank = blank && cells[i].IsBlank;
        }

        return blank ? null : cells;
    }

    public override void Dispose()
    {
        parser.Dispose();
        text.Dispose();
    }
}

/// <summary>Hands out at most so many characters for one record: else a file of nothing but commas would fill the memory.</summary>
sealed class BoundedReader(Stream file, Encoding encoding) : StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, 1 << 16)
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
