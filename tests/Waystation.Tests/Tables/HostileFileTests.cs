using System.Text;
using Waystation.Shared;

namespace Waystation.Tables;

public class HostileFileTests
{
    static string RefusalOf(string path)
    {
        var refusal = Assert.Throws<Refusal>(() =>
        {
            using var sheet = Sheet.Open(path);
            foreach (var _ in sheet.Rows()) { }
        });
        return refusal.Sentence.Key;
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused() => Assert.Equal("tables.no-such-file", RefusalOf("/nowhere/members.xlsx"));

    [Fact]
    public void An_empty_file_is_refused() => Assert.Equal("tables.empty-file", RefusalOf(Workbooks.File([])));

    [Theory]
    [InlineData("%PDF-1.7 ...")]
    [InlineData("\u0089PNG\r\n")]
    [InlineData("<!DOCTYPE html><html><table>")]
    [InlineData("<?xml version=\"1.0\"?><Workbook>")]
    [InlineData("  <html>")]
    [InlineData("name\0number")]
    public void A_file_of_another_kind_is_refused_whatever_its_name(string content) =>
        Assert.Equal("tables.not-a-table", RefusalOf(Workbooks.File(Encoding.Latin1.GetBytes(content))));

    [Fact]
    public void An_old_Excel_file_is_told_apart_from_one_with_a_password()
    {
        byte[] compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, .. new byte[600]];

        Assert.Equal("tables.old-excel", RefusalOf(Workbooks.File(compound)));
        Assert.Equal("tables.encrypted-file", RefusalOf(Workbooks.File([.. compound, .. Encoding.Unicode.GetBytes("EncryptedPackage")])));
    }

    [Fact]
    public void A_broken_workbook_is_refused()
    {
        var whole = File.ReadAllBytes(Workbooks.Xlsx(Workbooks.Rows(["姓名"])));

        Assert.Equal("tables.broken-workbook", RefusalOf(Workbooks.File(whole[..(whole.Length / 2)])));
        Assert.Equal("tables.broken-workbook", RefusalOf(Workbooks.Xlsx("<row r=\"1\"><c></row>")));
        Assert.Equal("tables.broken-workbook", RefusalOf(Workbooks.Xlsx("<row r=\"2147483647\"><c><v>1</v></c></row>")));
    }

    [Fact]
    public void A_compressed_file_without_a_workbook_is_refused()
    {
        var path = Workbooks.File([]);
        File.Delete(path);
        using (var zip = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Create)) zip.CreateEntry("word/document.xml");

        Assert.Equal("tables.not-a-workbook", RefusalOf(path));
    }

    [Fact]
    public void A_workbook_with_macros_is_refused() => Assert.Equal("tables.has-macros", RefusalOf(Workbooks.Xlsx("", ("xl/vbaProject.bin", "x"))));

    [Fact]
    public void Entities_are_refused()
    {
        var path = Workbooks.Xlsx("", ("xl/sharedStrings.xml", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><sst><si><t>&x;</t></si></sst>"));

        Assert.Equal("tables.broken-workbook", RefusalOf(path));
    }

    [Theory]
    [InlineData(780, "xl/media/image1.png", 'a')]
    [InlineData(20, "xl/worksheets/sheet2.xml", 'a')]
    [InlineData(20, "xl/sharedStrings.xml", '<')]
    public void A_zip_bomb_is_refused_in_bounded_memory(int megabytes, string inside, char fill)
    {
        var path = Workbooks.Bomb(megabytes, inside, (byte)fill);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains(RefusalOf(path), new[] { "tables.inflates-too-much", "tables.cell-too-long", "tables.broken-workbook" });
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    [Fact]
    public void A_cell_a_row_or_a_sheet_beyond_the_limits_is_refused()
    {
        var cell = Workbooks.Inline(new string('长', 70_000));
        var wide = Workbooks.Inline("1");
        var manyNames = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"<n{i}/>"));

        Assert.Equal("tables.cell-too-long", RefusalOf(Workbooks.Xlsx($"<row>{cell}</row>")));
        Assert.Equal("tables.too-many-columns", RefusalOf(Workbooks.Xlsx($"<row>{string.Concat(Enumerable.Repeat(wide, 201))}</row>")));
        Assert.Equal("tables.too-many-rows", RefusalOf(Workbooks.Xlsx(string.Concat(Enumerable.Repeat($"<row>{wide}</row>", 100_101)))));
        Assert.Equal("tables.broken-workbook", RefusalOf(Workbooks.Xlsx(manyNames)));
    }

    [Fact]
    public void A_CSV_beyond_the_limits_is_refused_in_bounded_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal("tables.cell-too-long-in", RefusalOf(Workbooks.Csv("a,b\n1,\"" + new string('x', 5_000_000))));
        Assert.Equal("tables.record-too-long", RefusalOf(Workbooks.Csv("a,b\n" + new string(',', 20_000_000))));
        Assert.Equal("tables.too-many-columns", RefusalOf(Workbooks.Csv(string.Join(',', Enumerable.Range(0, 201)))));
        Assert.Equal("tables.unknown-encoding", RefusalOf(Workbooks.File([.. "姓名,"u8, 0xff, 0xff, 0x0a], ".csv")));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 900 << 20);
    }
}
