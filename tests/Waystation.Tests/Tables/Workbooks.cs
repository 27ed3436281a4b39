using System.IO.Compression;
using System.Text;

namespace Waystation.Tables;

/// <summary>Files for the tests, written by hand: what a hostile or careless program might send.</summary>
static class Workbooks
{
    public static readonly string Folder = Directory.CreateTempSubdirectory("waystation-tables-").FullName;

    const string Relations =
        """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>""";

    const string Workbook =
        """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>""";

    const string Styles =
        """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="31"/></cellXfs></styleSheet>""";

    /// <summary>A workbook whose sheet holds the given XML rows; more parts may be put beside it.</summary>
    public static string Xlsx(string rows, params (string Name, string Content)[] more)
    {
        var path = NewPath(".xlsx");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Put(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>""");
        Put(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Put(zip, "xl/workbook.xml", Workbook);
        Put(zip, "xl/_rels/workbook.xml.rels", Relations);
        Put(zip, "xl/styles.xml", Styles);
        Put(zip, "xl/worksheets/sheet1.xml", Worksheet(rows));
        foreach (var (name, content) in more) Put(zip, name, content);
        return path;
    }

    public static string Worksheet(string rows) =>
        $"""<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>""";

    /// <summary>Rows of text cells from column A, numbered from 1.</summary>
    public static string Rows(params string[][] rows) =>
        string.Concat(rows.Select((cells, i) => $"<row r=\"{i + 1}\">{string.Concat(cells.Select(Inline))}</row>"));

    public static string Inline(string text) => $"<c t=\"inlineStr\"><is><t>{text}</t></is></c>";

    public static string File(byte[] content, string extension = ".xlsx")
    {
        var path = NewPath(extension);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    public static string Csv(string text, Encoding? encoding = null) => File([.. (encoding ?? Encoding.UTF8).GetPreamble(), .. (encoding ?? Encoding.UTF8).GetBytes(text)], ".csv");

    /// <summary>An entry that inflates to <paramref name="megabytes"/> of the same byte.</summary>
    public static string Bomb(int megabytes, string inside, byte fill)
    {
        var whole = Xlsx("");
        var path = Path.ChangeExtension(whole, ".bomb.xlsx");
        using var good = ZipFile.OpenRead(whole);
        // An archive that is changed in place would hold the whole bomb in memory first.
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var entry in good.Entries) Copy(entry, zip);
        using var part = zip.CreateEntry(inside, CompressionLevel.Fastest).Open();
        part.Write("<a>"u8);
        var block = new byte[1 << 20];
        Array.Fill(block, fill);
        for (var i = 0; i < megabytes; i++) part.Write(block);
        return path;
    }

    static void Copy(ZipArchiveEntry entry, ZipArchive to)
    {
        using var from = entry.Open();
        using var copy = to.CreateEntry(entry.FullName).Open();
        from.CopyTo(copy);
    }

    /// <summary>Tells the workbook of its second sheet.</summary>
    public static void AddSheet(string path)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        Replace(zip, "xl/workbook.xml", Workbook.Replace("</sheets>", """<sheet name="b" sheetId="2" r:id="rId3"/></sheets>"""));
        Replace(zip, "xl/_rels/workbook.xml.rels", Relations.Replace("</Relationships>", """<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"""));
    }

    static void Replace(ZipArchive zip, string name, string content)
    {
        zip.GetEntry(name)!.Delete();
        Put(zip, name, content);
    }

    static string NewPath(string extension) => Path.Combine(Folder, Guid.NewGuid().ToString("n") + extension);

    static void Put(ZipArchive zip, string name, string content)
    {
        using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        part.Write(Encoding.UTF8.GetBytes(content));
    }
}
