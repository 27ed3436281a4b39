using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Waystation.Tables;

public class PlainLinesTests
{
    [Theory]
    [InlineData("a,b\n\"c,d\"\n")]
    [InlineData("a,b\rc,d\n")]
    [InlineData("a,b\n1,2,3,4,5\n")]
    [InlineData("a,b\n一二三四五六七八\n")]
    [InlineData("a,b\n一二三四五六七八")]
    public void Only_the_parser_can_say(string text) => Assert.Null(Count(text));

    [Theory]
    [InlineData("", 0)]
    [InlineData("a,b", 1)]
    [InlineData("a,b\r\n1,2\r\n", 2)]
    [InlineData("a,b\n\n1,2\n", 3)]
    [InlineData("一,二\n三,四", 2)]
    public void A_record_a_line(string text, int records)
    {
        Assert.Equal(records, Count(text));
    }

    [Fact]
    public void Lines_that_lie_across_two_reads_are_counted_once()
    {
        var text = string.Concat(Enumerable.Range(0, 200_000).Select(i => $"{i},李明\n"));

        Assert.Equal(200_000, PlainLines.CountIn(new MemoryStream(Encoding.UTF8.GetBytes(text)), ',', longestLine: 50, mostColumns: 4));
    }

    /// <summary>A quotation mark in its first cell sends the same text to the parser.</summary>
    [Fact]
    public void The_parser_counts_the_same() =>
        Prop.ForAll(Gen.Elements("a", "李", ",", "\n", "\r\n", " ").ListOf().ToArbitrary(), parts =>
        {
            var text = $"头,{string.Concat(parts)}";
            return About(text) == About($"\"头\"{text[1..]}");
        }).QuickCheckThrowOnFailure();

    static long? About(string text)
    {
        using var sheet = new CsvSheet(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        return sheet.About;
    }

    static int? Count(string text) => PlainLines.CountIn(new MemoryStream(Encoding.UTF8.GetBytes(text)), ',', longestLine: 20, mostColumns: 4);
}
