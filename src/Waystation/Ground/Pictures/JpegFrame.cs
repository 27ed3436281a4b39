using System.Buffers.Binary;
using Waystation.Shared;

namespace Waystation.Pictures;

/// <summary>How large a JPEG is when it is shown, and of what kind.</summary>
sealed record JpegFrame(int Width, int Height, int Components, bool IsProgressive)
{
    const int MostPixels = 40_000_000, LongestSide = 16_384;
    const byte Baseline = 0xC0, Extended = 0xC1, Progressive = 0xC2;

    /// <summary>Every block of 16 by 16 points takes a bit at least: less is a small file that unfolds into a large picture.</summary>
    public long LeastBytes => (long)(Width / 16) * (Height / 16) / 8;

    public static JpegFrame Read(byte marker, ReadOnlySpan<byte> body)
    {
        // Arithmetic coding, lossless and hierarchical pictures come from no phone, and few programs show them.
        Rule.Require(marker is Baseline or Extended or Progressive, Say.Unusual);
        Rule.Require(body.Length >= 6 && body[0] == 8 && body[5] is 1 or 3 && body.Length == 6 + 3 * body[5], Say.Unusual);
        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(body[1..]), BinaryPrimitives.ReadUInt16BigEndian(body[3..]));
        Rule.Require(height > 0 && width > 0, Say.Unusual);
        Rule.Require(Math.Max(height, width) <= LongestSide && (long)height * width <= MostPixels, Say.TooManyPoints(MostPixels / 1_000_000));
        for (var at = 6; at < body.Length; at += 3) Rule.Require(body[at + 1] >> 4 is >= 1 and <= 4 && (body[at + 1] & 15) is >= 1 and <= 4 && body[at + 2] < 4, Say.Unusual);
        return new(width, height, body[5], marker is Progressive);
    }
}
