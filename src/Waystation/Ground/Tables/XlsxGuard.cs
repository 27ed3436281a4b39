using System.IO.Compression;
using System.Xml;
using Waystation.Shared;

namespace Waystation.Tables;

/// <summary>
/// Looks through a workbook before any library parses it, so that none can be made to hold more than we allow:
/// what every part really inflates to, macros, encryption, entities, the size of cells, rows and names.
/// </summary>
static class XlsxGuard
{
    const long LargestFile = 200L << 20, MostInflated = 768L << 20, MostStrings = 128L << 20;
    const int MostParts = 2_000;

    /// <returns>The filled rows of the fullest sheet.</returns>
    public static int Vet(Stream file)
    {
        Rule.Require(file.Length <= LargestFile, Say.FileTooLarge(LargestFile >> 20));
        using var zip = Opened(file);
        VetParts(zip);

        var ration = new Ration(MostInflated);
        return zip.Entries.Where(part => !part.FullName.EndsWith('/')).Max(part => VetPart(part, ration));
    }

    static ZipArchive Opened(Stream file)
    {
        try
        {
            var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            Rule.Require(zip.Entries.Count <= MostParts, Say.BrokenWorkbook);
            return zip;
        }
        catch (InvalidDataException broken)
        {
            throw new Refusal(Say.BrokenWorkbook, broken);
        }
    }

    static void VetParts(ZipArchive zip)
    {
        var names = zip.Entries.Select(part => part.FullName.Replace('\\', '/').TrimStart('/')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Rule.Require(names.Count == zip.Entries.Count, Say.BrokenWorkbook);
        Rule.Require(!names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || name.StartsWith("xl/macrosheets/", StringComparison.OrdinalIgnoreCase)), Say.HasMacros);
        Rule.Require(!zip.Entries.Any(part => part.IsEncrypted), Say.EncryptedFile);
        Rule.Require(!names.Contains("xl/workbook.bin"), Say.BinaryWorkbook);
        Rule.Require(names.Contains("[Content_Types].xml") && names.Contains("xl/workbook.xml"), Say.NotAWorkbook);
    }

    static long MostOf(string part) => part.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase) ? MostStrings : MostInflated;

    static int VetPart(ZipArchiveEntry part, Ration ration)
    {
        try
        {
            var isXml = LooksLikeXml(part);
            using var content = new BoundedStream(part.Open(), MostOf(part.FullName), ration, isXml);
            if (isXml) return new XlsxPartGuard().Vet(content);

            content.CopyTo(Stream.Null);
            return 0;
        }
        catch (Exception broken) when (broken is XmlException or InvalidDataException or NotSupportedException)
        {
            throw new Refusal(Say.BrokenWorkbook, broken);
        }
    }

    /// <summary>By its bytes, not its name: a workbook may point at any part as its sheet.</summary>
    static bool LooksLikeXml(ZipArchiveEntry part)
    {
        Span<byte> head = stackalloc byte[4];
        using var content = part.Open();
        var read = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return read > 1 && (head[0] is (byte)'<' or 0xef or 0xfe or 0 or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' || head is [0xff, 0xfe, ..]);
    }
}
