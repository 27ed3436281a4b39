using System.Buffers.Binary;

namespace Waystation.Pictures;

/// <summary>Which way up a photo is (EXIF 2.3, tag 0112: 1 to 8), the one thing of an EXIF block that stays, written anew.</summary>
static class ExifTurn
{
    const ushort Tag = 0x0112, Short = 3;
    const int HeadBytes = 6, EntryBytes = 12;

    /// <summary>Null where it does not say, or nobody can read it: then it is shown as it lies.</summary>
    public static int? Of(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith("Exif\0\0"u8) || body.Length < HeadBytes + 8) return null;

        var tiff = body[HeadBytes..];
        bool? isLittle = tiff.StartsWith("II*\0"u8) ? true : tiff.StartsWith("MM\0*"u8) ? false : null;
        if (isLittle is not { } little) return null;

        var first = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        return first > tiff.Length - 2 ? null : InDirectory(tiff[(int)first..], little);
    }

    public static byte[] Written(int turn) => [.. "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"u8, (byte)turn, 0, 0, 0, 0, 0, 0];

    static int? InDirectory(ReadOnlySpan<byte> directory, bool little)
    {
        var entries = directory[2..];
        for (var many = Math.Min(Number(directory, little), entries.Length / EntryBytes); many > 0; many--, entries = entries[EntryBytes..])
            if (Number(entries, little) == Tag) return Number(entries[2..], little) == Short && Number(entries[8..], little) is >= 1 and <= 8 and var turn ? turn : null;

        return null;
    }

    static ushort Number(ReadOnlySpan<byte> at, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);
}
