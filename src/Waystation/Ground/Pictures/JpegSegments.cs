using System.Buffers.Binary;
using Waystation.Shared;

namespace Waystation.Pictures;

/// <summary>Walks through a JPEG from marker to marker (ITU T.81, annex B). What does not hold together is refused where it breaks.</summary>
ref struct JpegSegments(ReadOnlySpan<byte> afterStart)
{
    const byte Begin = 0xFF, End = 0xD9, StartOfScan = 0xDA;

    public byte Marker { get; private set; }

    public ReadOnlySpan<byte> Body { get; private set; }

    /// <summary>Of a start of scan: the coded picture that follows it.</summary>
    public ReadOnlySpan<byte> Scan { get; private set; }

    /// <summary>At the end: what somebody has put behind the picture.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; } = afterStart;

    /// <summary>False at the end of the picture.</summary>
    public bool Next()
    {
        Marker = TakeMarker();
        if (Marker is End) return false;

        // Those that stand without a length have no place here.
        Rule.Require(Marker is >= 0xC0 and not (>= 0xD0 and <= 0xD8), Say.Unusual);
        var length = Rest.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(Rest);
        Rule.Require(length >= 2 && length <= Rest.Length, Say.CutShort);
        Body = Rest[2..length];
        Rest = Rest[length..];
        Scan = Marker is StartOfScan ? TakeScan() : default;
        return true;
    }

    byte TakeMarker()
    {
        Rule.Require(Rest.Length > 0, Say.CutShort);
        Rule.Require(Rest[0] is Begin, Say.Unusual);
        // As many bytes FF may stand before a marker as somebody likes.
        var filled = Rest.IndexOfAnyExcept(Begin);
        Rule.Require(filled > 0, Say.CutShort);
        var marker = Rest[filled];
        Rest = Rest[(filled + 1)..];
        return marker;
    }

    ReadOnlySpan<byte> TakeScan()
    {
        for (var at = 0; ;)
        {
            var found = Rest[at..].IndexOf(Begin);
            Rule.Require(found >= 0 && at + found + 1 < Rest.Length, Say.CutShort);
            at += found;
            var follows = Rest[at + 1];
            if (follows is not (0x00 or Begin or >= 0xD0 and <= 0xD7))
            {
                var scan = Rest[..at];
                Rest = Rest[at..];
                return scan;
            }

            at += follows is Begin ? 1 : 2;
        }
    }
}
