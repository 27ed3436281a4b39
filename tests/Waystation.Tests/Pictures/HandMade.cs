using System.Buffers.Binary;

namespace Waystation.Pictures;

/// <summary>Small grey JPEGs put together by hand, byte for byte, with whatever a test wants in them.</summary>
static class HandMade
{
    /// <summary>What phones write beside a picture; none of it may be found again.</summary>
    public static readonly string[] Secrets = ["GPS-39.9042N", "HUAWEI P99", "xmp:CreatorTool", "8BIM-IPTC", "a comment", "THUMBNAIL", "film of a minute", "ICC_PROFILE"];

    public static byte[] Photo(int width = 32, int height = 16, int turn = 1, byte[]? before = null, byte[]? behind = null) =>
        [.. before ?? [], 0xFF, 0xD8, .. Beside(turn), .. Quantisation(), .. Frame(0xC0, width, height), .. Huffman(), .. Scan(width, height), 0xFF, 0xD9, .. behind ?? []];

    public static byte[] Plain(int width = 32, int height = 16) => [0xFF, 0xD8, .. Quantisation(), .. Frame(0xC0, width, height), .. Huffman(), .. Scan(width, height), 0xFF, 0xD9];

    /// <summary>Out of whatever parts, in whatever order.</summary>
    public static byte[] Of(params byte[][] parts) => [0xFF, 0xD8, .. parts.SelectMany(part => part), 0xFF, 0xD9];

    public static byte[] Quantisation(params byte[] more) => Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64), .. more]);

    public static byte[] Frame(byte marker, int width, int height)
    {
        byte[] body = [8, 0, 0, 0, 0, 1, 1, 0x11, 0];
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(1), (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(3), (ushort)width);
        return Segment(marker, body);
    }

    /// <summary>One code in each: no difference to the block before; end of block. Each is one bit, a zero.</summary>
    public static byte[] Huffman() => Segment(0xC4, [0x00, 1, .. new byte[15], 0, 0x10, 1, .. new byte[15], 0]);

    public static byte[] Scan(int width, int height) => [.. Segment(0xDA, [1, 1, 0, 0, 63, 0]), .. new byte[((width + 7) / 8 * ((height + 7) / 8) * 2 / 8) + 1]];

    public static byte[] Segment(byte marker, byte[] body)
    {
        byte[] segment = [0xFF, marker, 0, 0, .. body];
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(body.Length + 2));
        return segment;
    }

    static byte[] Beside(int turn) =>
    [
        .. Segment(0xE0, [.. "JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01"u8, .. "THUMBNAIL"u8]),
        .. Segment(0xE1, Exif(turn)),
        .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0<x xmp:CreatorTool='x'/>"u8]),
        .. Segment(0xE2, [.. "ICC_PROFILE\0\x01\x01"u8, .. new byte[40]]),
        .. Segment(0xED, [.. "Photoshop 3.0\08BIM-IPTC"u8]),
        .. Segment(0xFE, [.. "a comment"u8]),
    ];

    /// <summary>Little-endian: which way up, a pointer to the place, and the place and the maker behind it.</summary>
    static byte[] Exif(int turn) =>
    [
        .. "Exif\0\0II*\0\x08\0\0\0\x02\0"u8, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)turn, 0, 0, 0, 0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0, .. "GPS-39.9042N HUAWEI P99 THUMBNAIL"u8,
    ];
}
