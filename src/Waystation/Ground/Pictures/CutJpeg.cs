using System.Buffers;
using System.Buffers.Binary;
using Waystation.Shared;

namespace Waystation.Pictures;

/// <summary>A JPEG that holds a picture and nothing besides, with its size as it is shown.</summary>
public sealed record CleanJpeg(byte[] Bytes, int Width, int Height);

/// <summary>
/// Cuts a photo down to its picture without decoding it: EXIF with its place, XMP, IPTC, comments, colour profile, thumbnails and whatever
/// stands behind the end are left out; which way up it is, is written anew. What is no whole, ordinary JPEG is refused.
/// </summary>
public sealed class CutJpeg
{
    const byte Huffman = 0xC4, Scan = 0xDA, Quantisation = 0xDB, Restart = 0xDD, Comment = 0xFE, FirstApp = 0xE0, Exif = 0xE1, Adobe = 0xEE, LastApp = 0xEF;

    /// <summary>A progressive picture has about ten; each is worked through in full by whoever shows it.</summary>
    const int MostScans = 32;

    // Other programs' names for a file that is two things at once.
    static readonly byte[][] signs = [[.. "PK\x03\x04"u8], [.. "PK\x05\x06"u8], [.. "<html"u8], [.. "<script"u8], [.. "<!doctype"u8], [.. "<?php"u8], [.. "%PDF-"u8]];

    readonly ArrayBufferWriter<byte> picture;
    JpegFrame? frame;
    int scans, turn = 1;
    long drawn;
    byte? adobe;
    bool isJfif;

    CutJpeg(int atMost) => picture = new(atMost);

    /// <exception cref="Refusal">It is no JPEG, is cut short, is too large when shown, or is a second kind of file too.</exception>
    public static CleanJpeg Of(ReadOnlySpan<byte> came)
    {
        Rule.Require(came is [0xFF, 0xD8, 0xFF, ..], Say.NotAJpeg);
        var cut = new CutJpeg(came.Length);
        var segments = new JpegSegments(came[2..]);
        while (segments.Next()) cut.Take(segments.Marker, segments.Body, segments.Scan);
        RequireNoSecondFile(segments.Rest);
        return cut.Whole();
    }

    void Take(byte marker, ReadOnlySpan<byte> body, ReadOnlySpan<byte> scan)
    {
        if (marker is Comment or (>= FirstApp and <= LastApp))
        {
            Note(marker, body);
            return;
        }

        switch (marker)
        {
            case Quantisation: JpegTables.RequireQuantisation(body); break;
            case Huffman: JpegTables.RequireHuffman(body); break;
            case Restart: Rule.Require(body.Length == 2, Say.Unusual); break;
            case Scan: TakeScan(body, scan); break;
            default: TakeFrame(marker, body); break;
        }

        Write(picture, marker, body);
        picture.Write(scan);
    }

    /// <summary>Of all that programs write beside a picture, three small things say how it is to be shown.</summary>
    void Note(byte marker, ReadOnlySpan<byte> body)
    {
        if (marker is FirstApp && body.StartsWith("JFIF\0"u8)) isJfif = true;
        if (marker is Exif && ExifTurn.Of(body) is { } turned) turn = turned;
        if (marker is Adobe && body.Length == 12 && body.StartsWith("Adobe"u8) && body[11] <= 2) adobe = body[11];
    }

    void TakeFrame(byte marker, ReadOnlySpan<byte> body)
    {
        Rule.Require(frame is null, Say.Unusual);
        frame = JpegFrame.Read(marker, body);
    }

    void TakeScan(ReadOnlySpan<byte> body, ReadOnlySpan<byte> scan)
    {
        Rule.Require(frame is not null && ++scans <= (frame.IsProgressive ? MostScans : frame.Components), Say.Unusual);
        Rule.Require(body.Length >= 1 && body[0] >= 1 && body[0] <= frame!.Components && body.Length == 4 + 2 * body[0], Say.Unusual);
        drawn += scan.Length;
    }

    CleanJpeg Whole()
    {
        Rule.Require(frame is not null && scans > 0 && drawn >= frame.LeastBytes, Say.CutShort);
        var whole = new ArrayBufferWriter<byte>(picture.WrittenCount + 80);
        whole.Write<byte>([0xFF, 0xD8]);
        if (isJfif) Write(whole, FirstApp, "JFIF\0\x01\x01\0\0\x01\0\x01\0\0"u8);
        if (turn > 1) Write(whole, Exif, ExifTurn.Written(turn));
        if (adobe is { } transform) Write(whole, Adobe, [.. "Adobe\0\x64\0\0\0\0"u8, transform]);
        whole.Write(picture.WrittenSpan);
        whole.Write<byte>([0xFF, 0xD9]);
        // Turns from 5 on lay it on its side.
        return turn < 5 ? new(whole.WrittenSpan.ToArray(), frame!.Width, frame.Height) : new(whole.WrittenSpan.ToArray(), frame!.Height, frame.Width);
    }

    static void Write(ArrayBufferWriter<byte> to, byte marker, ReadOnlySpan<byte> body)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(body.Length + 2));
        to.Write(head);
        to.Write(body);
    }

    /// <summary>Phones put films and depth behind a picture, which are cut; an archive, a page or a paper there is no accident.</summary>
    static void RequireNoSecondFile(ReadOnlySpan<byte> behind)
    {
        foreach (var sign in signs) Rule.Require(behind.IndexOf(sign) < 0, Say.TwoFilesInOne);
    }
}
