using Waystation.Shared;

namespace Waystation.Pictures;

/// <summary>The tables of a JPEG are exactly as long as they say: nothing travels in them.</summary>
static class JpegTables
{
    public static void RequireQuantisation(ReadOnlySpan<byte> body)
    {
        while (body.Length > 0)
        {
            var length = 1 + (body[0] >> 4 == 0 ? 64 : 128);
            Rule.Require(body[0] >> 4 <= 1 && (body[0] & 15) < 4 && length <= body.Length, Say.Unusual);
            body = body[length..];
        }
    }

    public static void RequireHuffman(ReadOnlySpan<byte> body)
    {
        while (body.Length > 0)
        {
            Rule.Require(body.Length >= 17 && body[0] >> 4 <= 1 && (body[0] & 15) < 4, Say.Unusual);
            var codes = 0;
            foreach (var ofLength in body[1..17]) codes += ofLength;
            Rule.Require(codes <= 256 && 17 + codes <= body.Length, Say.Unusual);
            body = body[(17 + codes)..];
        }
    }
}
