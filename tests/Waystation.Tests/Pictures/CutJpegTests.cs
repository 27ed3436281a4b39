using System.Text;
using Waystation.Shared;

namespace Waystation.Pictures;

[Trait("server", "any")]
public sealed class CutJpegTests
{
    public static readonly TheoryData<string, string> Refused = new()
    {
        { "nothing", "not-a-jpeg" }, { "png", "not-a-jpeg" }, { "an archive before", "not-a-jpeg" }, { "an archive behind", "two-files-in-one" }, { "a page behind", "two-files-in-one" },
        { "far too wide", "too-many-points" }, { "41 million points", "too-many-points" }, { "large out of nothing", "cut-short" }, { "no height", "unusual" }, { "no picture", "cut-short" },
        { "a scan before the frame", "unusual" }, { "two frames", "unusual" }, { "more scans than colours", "unusual" }, { "a hundred scans", "unusual" }, { "arithmetic coding", "unusual" },
        { "four colours", "unusual" }, { "something behind a table", "unusual" }, { "too many codes", "unusual" }, { "a table longer than the file", "cut-short" }, { "a second beginning", "unusual" },
    };

    static byte[] Made(string what) => what switch
    {
        "nothing" => [],
        "png" => [0x89, .. "PNG\r\n\x1a\n"u8],
        "an archive before" => HandMade.Photo(before: [.. "PK\x03\x04"u8]),
        "an archive behind" => HandMade.Photo(behind: [.. new byte[300], .. "PK\x05\x06"u8]),
        "a page behind" => HandMade.Photo(behind: [.. "  <script>alert(1)</script>"u8]),
        "far too wide" => HandMade.Plain(60_000, 8),
        "41 million points" => HandMade.Plain(6_400, 6_407),
        "large out of nothing" => HandMade.Of(HandMade.Quantisation(), HandMade.Frame(0xC0, 6_000, 6_000), HandMade.Huffman(), HandMade.Scan(8, 8)),
        "no height" => HandMade.Plain(8, 0),
        "no picture" => HandMade.Of(HandMade.Quantisation(), HandMade.Frame(0xC0, 8, 8)),
        "a scan before the frame" => HandMade.Of(HandMade.Quantisation(), HandMade.Huffman(), HandMade.Scan(8, 8)),
        "two frames" => HandMade.Of(HandMade.Frame(0xC0, 8, 8), HandMade.Frame(0xC0, 8, 8), HandMade.Scan(8, 8)),
        "more scans than colours" => HandMade.Of(HandMade.Frame(0xC0, 8, 8), HandMade.Scan(8, 8), HandMade.Scan(8, 8)),
        "a hundred scans" => HandMade.Of([HandMade.Frame(0xC2, 8, 8), .. Enumerable.Repeat(HandMade.Scan(8, 8), 100)]),
        "arithmetic coding" => HandMade.Of(HandMade.Frame(0xC9, 8, 8), HandMade.Scan(8, 8)),
        "four colours" => HandMade.Of(HandMade.Segment(0xC0, [8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0]), HandMade.Scan(8, 8)),
        "something behind a table" => HandMade.Of(HandMade.Quantisation(1, 2, 3), HandMade.Frame(0xC0, 8, 8), HandMade.Scan(8, 8)),
        "too many codes" => HandMade.Of(HandMade.Segment(0xC4, [0, .. Enumerable.Repeat((byte)255, 16)]), HandMade.Frame(0xC0, 8, 8), HandMade.Scan(8, 8)),
        "a table longer than the file" => HandMade.Of([0xFF, 0xDB, 0xFF, 0xF0, 0]),
        _ => HandMade.Of([0xFF, 0xD8], HandMade.Frame(0xC0, 8, 8), HandMade.Scan(8, 8)),
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_is_no_whole_and_ordinary_photo_is_refused_with_a_reason(string what, string why) =>
        Assert.Equal($"pictures.{why}", Assert.Throws<Refusal>(() => CutJpeg.Of(Made(what))).Sentence.Key);

    [Fact]
    public void A_photo_that_ends_too_early_is_refused_wherever_it_ends()
    {
        var photo = HandMade.Photo();

        for (var length = 0; length < photo.Length; length++) Assert.Throws<Refusal>(() => CutJpeg.Of(photo.AsSpan(0, length)));
    }

    [Theory]
    [InlineData(1, 32, 16)]
    [InlineData(3, 32, 16)]
    [InlineData(6, 16, 32)]
    public void All_that_a_camera_wrote_beside_the_picture_is_cut_and_the_picture_is_as_it_was(int turn, int width, int height)
    {
        var photo = HandMade.Photo(turn: turn, behind: [.. "film of a minute"u8]);
        Assert.All(HandMade.Secrets, secret => Assert.Contains(secret, Encoding.Latin1.GetString(photo)));

        var clean = CutJpeg.Of(photo);

        Assert.All(HandMade.Secrets, secret => Assert.DoesNotContain(secret, Encoding.Latin1.GetString(clean.Bytes)));
        Assert.Equal((width, height), (clean.Width, clean.Height));
        Assert.EndsWith(Encoding.Latin1.GetString(HandMade.Plain()[2..]), Encoding.Latin1.GetString(clean.Bytes));
        Assert.Equal(turn > 1 ? ExifTurn.Written(turn) : null, turn > 1 ? clean.Bytes[24..56] : null);
        Assert.Equal(turn, turn > 1 ? ExifTurn.Of(ExifTurn.Written(turn)) : 1);
        Assert.Equal(clean.Bytes, CutJpeg.Of(clean.Bytes).Bytes);
    }

    [Fact]
    public void Whatever_comes_is_kept_clean_or_refused_and_nothing_else_happens()
    {
        var dice = new Random(20_261_122);
        var photo = HandMade.Photo(turn: 6);
        var (kept, refused) = (0, 0);

        for (var nth = 0; nth < 30_000; nth++)
        {
            var changed = photo.ToArray();
            for (var more = dice.Next(1, 4); more > 0; more--) changed[dice.Next(changed.Length)] = (byte)(dice.Next(2) == 0 ? 0xFF : dice.Next(256));
            try
            {
                var clean = CutJpeg.Of(changed.AsSpan(0, dice.Next(4) == 0 ? dice.Next(changed.Length) : changed.Length));
                Assert.Equal(clean.Bytes, CutJpeg.Of(clean.Bytes).Bytes);
                Assert.DoesNotContain("GPS-39.9042N", Encoding.Latin1.GetString(clean.Bytes));
                kept++;
            }
            catch (Refusal)
            {
                refused++;
            }
        }

        Assert.True(kept > 1_000 && refused > 1_000, $"{kept} kept, {refused} refused");
    }
}
