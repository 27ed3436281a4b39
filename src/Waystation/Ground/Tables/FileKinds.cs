using System.Text;
using Waystation.Shared;

namespace Waystation.Tables;

enum FileKind { Xlsx, Csv }

/// <summary>Tells by its first bytes what a file is, and refuses what is no table.</summary>
static class FileKinds
{
    static readonly (byte[] Head, string Name)[] strangers =
    [
        ("%PDF"u8.ToArray(), "PDF"), ([0x89, 0x50, 0x4e, 0x47], "PNG"), ([0xff, 0xd8, 0xff], "JPEG"), ("GIF8"u8.ToArray(), "GIF"),
        ("Rar!"u8.ToArray(), "RAR"), ([0x37, 0x7a, 0xbc, 0xaf], "7-Zip"), ([0x1f, 0x8b], "gzip"), ("MZ"u8.ToArray(), "EXE"),
        ([0x7f, 0x45, 0x4c, 0x46], "ELF"), ("{\\rtf"u8.ToArray(), "RTF"), ("SQLite format 3"u8.ToArray(), "SQLite"),
    ];

    static readonly byte[] compoundFile = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    static readonly byte[] zip = "PK"u8.ToArray();

    public static FileKind Of(Stream file)
    {
        var head = Head(file);
        Rule.Require(head.Length > 0, Say.EmptyFile);
        Rule.Require(!head.StartsWith(compoundFile), IsEncrypted(file) ? Say.EncryptedFile : Say.OldExcel);
        if (head.StartsWith(zip)) return FileKind.Xlsx;

        foreach (var (mark, name) in strangers) Rule.Require(!head.StartsWith(mark), Say.NotATable(name));
        Rule.Require(!IsMarkup(head), Say.NotATable("HTML/XML"));
        return FileKind.Csv;
    }

    static ReadOnlySpan<byte> Head(Stream file)
    {
        var head = new byte[1024];
        file.Position = 0;
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return head.AsSpan(0, read);
    }

    /// <summary>A workbook with a password is a compound file that names its stream in UTF-16.</summary>
    static bool IsEncrypted(Stream file)
    {
        var start = new byte[1 << 20];
        file.Position = 0;
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start.AsSpan(0, read).IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0;
    }

    /// <summary>Web systems like to export a page under the name of a table.</summary>
    static bool IsMarkup(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head).TrimStart('\u00ef', '\u00bb', '\u00bf', ' ', '\t', '\r', '\n');
        return text.Length > 2 && text[0] == '<' && (char.IsAsciiLetter(text[1]) || text[1] is '!' or '?');
    }
}
