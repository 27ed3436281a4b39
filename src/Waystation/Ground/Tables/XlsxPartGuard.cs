using System.Xml;
using Waystation.Shared;

namespace Waystation.Tables;

/// <summary>Reads one XML part of a workbook to its end, holding nothing, and refuses what no table of ours needs.</summary>
sealed class XlsxPartGuard
{
    public const int MostRows = 100_000;
    const int TitleAndNoteRows = 100, LastRow = 1_048_576, MostCells = 16_384, LongestText = Sheet.LongestCell + LongestFormula, LongestFormula = 8_192;

    readonly char[] chunk = new char[4096];
    int rows, cells, characters;
    int column, holder = -1;
    bool inRow, filled;

    /// <returns>The number of filled rows.</returns>
    public int Vet(Stream content)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, NameTable = new BoundedNames(),
            IgnoreComments = true, IgnoreProcessingInstructions = true, IgnoreWhitespace = true, CheckCharacters = false,
        };
        using var xml = XmlReader.Create(content, settings);
        while (xml.Read()) Look(xml);
        return rows;
    }

    void Look(XmlReader xml)
    {
        switch (xml.NodeType)
        {
            case XmlNodeType.Element: Begin(xml); break;
            case XmlNodeType.EndElement: End(xml); break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace: Measure(xml); break;
        }
    }

    void Begin(XmlReader xml)
    {
        if (holder < 0) characters = 0;
        switch (xml.LocalName)
        {
            case "row": BeginRow(xml); break;
            case "c" or "si": BeginCell(xml); break;
        }
    }

    void BeginRow(XmlReader xml)
    {
        var number = xml.GetAttribute("r");
        if (number is not null) Rule.Require(int.TryParse(number, out var row) && row is > 0 and <= LastRow, Say.BrokenWorkbook);
        (inRow, filled, cells, column) = (!xml.IsEmptyElement, false, 0, 0);
    }

    void BeginCell(XmlReader xml)
    {
        if (holder < 0 && !xml.IsEmptyElement) holder = xml.Depth;
        if (!inRow) return;

        column = ColumnOf(xml.GetAttribute("r")) ?? column + 1;
        Rule.Require(++cells <= MostCells, Say.TooManyColumns(Sheet.MostColumns));
    }

    /// <summary>"AB12" is column 28; null where the cell does not say.</summary>
    static int? ColumnOf(string? reference)
    {
        if (reference is null) return null;
        var letters = reference.TakeWhile(char.IsAsciiLetter).ToArray();
        Rule.Require(letters.Length is > 0 and <= 3, Say.BrokenWorkbook);
        return letters.Aggregate(0, (number, letter) => number * 26 + (char.ToUpperInvariant(letter) - 'A' + 1));
    }

    void End(XmlReader xml)
    {
        if (xml.Depth == holder) holder = -1;
        if (!inRow || xml.LocalName != "row") return;

        inRow = false;
        if (filled) Rule.Require(++rows <= MostRows + TitleAndNoteRows, Say.TooManyRows(MostRows));
    }

    void Measure(XmlReader xml)
    {
        for (int read; (read = xml.ReadValueChunk(chunk, 0, chunk.Length)) > 0;)
            Rule.Require((characters += read) <= LongestText, Say.CellTooLong);
        if (!inRow) return;

        filled = true;
        Rule.Require(column <= Sheet.MostColumns, Say.TooManyColumns(Sheet.MostColumns));
    }

    /// <summary>A reader keeps every name it meets; a hostile part could invent names without end.</summary>
    sealed class BoundedNames : NameTable
    {
        const int MostNames = 20_000;
        int names;

        public override string Add(string key)
        {
            Count();
            return base.Add(key);
        }

        public override string Add(char[] key, int start, int len)
        {
            if (Get(key, start, len) is { } known) return known;
            Count();
            return base.Add(key, start, len);
        }

        void Count() => Rule.Require(++names <= MostNames, Say.BrokenWorkbook);
    }
}
