namespace Waystation.Signs;

/// <summary>
/// The sizes of one sheet, in points and millimetres; the style sheet has the same for each step. What prints them runs no script, so whether all of a sign stands on its sheet
/// is reckoned here, a little too wide rather than too narrow: what runs over would be printed across the next sign.
/// </summary>
/// <param name="Field">The width that a pictogram and its word have; none: no pictograms.</param>
sealed record SignFit(int Step, double Kind, double Name, double Hours, double Free, double Icon, double Field, double Label, double Gap, double Foot, double Qr, double Small)
{
    const double Point = 0.3528, A4Width = 167, A4Height = 249, StickerWidth = 83, StickerHeight = 125;

    /// <summary>Of the words under pictograms: Chinese ones are short.</summary>
    const double ForLatin = 0.75;

    static readonly SignFit[] a4 =
    [
        new(0, 30, 40, 44, 32, 23, 29, 15, 7, 17, 50, 12), new(1, 26, 32, 36, 26, 19, 27, 13, 5, 15, 44, 11),
        new(2, 22, 26, 30, 20, 15, 23, 11, 3.5, 13, 38, 10), new(3, 18, 22, 28, 16, 11, 22, 9, 2.5, 11, 34, 9),
    ];

    // The hours of a sticker are as small as they may be from the start: all the rest gives way.
    static readonly SignFit[] sticker =
    [
        new(0, 13, 17, 28, 13, 9.5, 14.5, 7, 2.4, 8.5, 26, 8.5), new(1, 11, 14, 28, 11, 8, 13.5, 6.5, 1.6, 7.5, 24, 7.5),
        new(2, 10, 12, 28, 10, 6.5, 13, 6, 1.1, 7, 22, 7), new(3, 9, 10, 28, 9, 0, 0, 0, 1, 6.5, 20, 6.5),
    ];

    /// <summary>The largest that fits; null where the hours are too long for letters of 28 points.</summary>
    public static SignFit? For(PaperKind kind, SignText text)
    {
        var (steps, width, height) = kind is PaperKind.Sticker ? (sticker, StickerWidth, StickerHeight) : (a4, A4Width, A4Height);
        return steps.FirstOrDefault(step => step.Height(text, width) <= height);
    }

    /// <summary>Of one that fits in no way: nothing is larger than it has to be.</summary>
    public static SignFit Smallest(PaperKind kind) => kind is PaperKind.Sticker ? sticker[^1] : a4[^1];

    double Height(SignText text, double width)
    {
        double[] parts =
        [
            Kind * 1.5 * Point + 3.5,
            Lines(text.Name, Name, width, "") * Name * 1.25 * Point,
            Small * 1.35 * Point + Lines(text.Hours, Hours, width, " 、，；：,;") * Hours * 1.2 * Point + Lines(text.SmallHours, SmallOf(width), width, "") * SmallOf(width) * 1.35 * Point,
            text.Free.Length > 0 ? Lines(text.Free, Free, width - 16, " ") * Free * 1.35 * Point + 4 : 0,
            Pictures(text.Labels, width),
            Math.Max(Qr, FootOf(text.Foot, width - Qr - 7)),
        ];
        return parts.Sum() + (parts.Count(part => part > 0) - 1) * Gap;
    }

    /// <summary>Of hours that are read from near by.</summary>
    static double SmallOf(double width) => width > StickerWidth ? 18 : 11;

    double Pictures(IReadOnlyList<string> labels, double width)
    {
        if (Field == 0 || labels.Count == 0) return 0;

        var between = width > StickerWidth ? 5 : 1.5;
        var inRow = (int)((width + between) / (Field + between));
        return labels.Chunk(inRow).Sum(row => Icon + 1 + row.Max(word => Lines(word, word.All(char.IsAscii) ? Label * ForLatin : Label, Field, " ")) * Label * 1.25 * Point + Gap * 0.6);
    }

    double FootOf(IReadOnlyList<string> lines, double width) => lines.Sum(line => Lines(line, Foot, width, "") * Foot * 1.4 * Point + 1.5);

    /// <param name="breaksAfter">Empty: anywhere.</param>
    static int Lines(string text, double size, double width, string breaksAfter)
    {
        var room = width / (size * Point);
        if (breaksAfter.Length == 0) return (int)Math.Ceiling(WidthOf(text) * 1.06 / room);

        var (lines, used) = (1, 0.0);
        for (int from = 0, to; from < text.Length; from = to)
        {
            to = text.AsSpan(from).IndexOfAny(breaksAfter) is var at and >= 0 ? from + at + 1 : text.Length;
            var piece = WidthOf(text.AsSpan(from, to - from));
            if (used > 0 && used + piece > room) (lines, used) = (lines + 1, 0);
            lines += (int)(piece / room);
            used = piece > room ? piece % room : used + piece;
        }

        return lines;
    }

    /// <summary>In the size of the letters: a Chinese one is as wide as it is high.</summary>
    static double WidthOf(ReadOnlySpan<char> text)
    {
        var width = 0.0;
        foreach (var c in text) width += c > '\u2e80' ? 1 : char.IsAsciiLetterUpper(c) ? 0.7 : c is ' ' or ':' or '.' or ',' or ';' ? 0.33 : 0.58;
        return width;
    }
}

/// <summary>What is to be read on a sign.</summary>
/// <param name="SmallHours">Empty where the hours stand there in large letters.</param>
sealed record SignText(string Name, string Hours, string SmallHours, string Free, IReadOnlyList<string> Labels, IReadOnlyList<string> Foot);
