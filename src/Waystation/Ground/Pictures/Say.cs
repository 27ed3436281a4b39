using Waystation.Shared;

namespace Waystation.Pictures;

static class Say
{
    public static Sentence IdNeeded => new("pictures.id-needed");
    public static Sentence IdTaken => new("pictures.id-taken");
    public static Sentence Forgotten => new("pictures.forgotten");
    public static Sentence Empty => new("pictures.empty");
    public static Sentence TooLarge(int megabytes) => new("pictures.too-large", megabytes);
    public static Sentence TooManyPoints(int millions) => new("pictures.too-many-points", millions);
    public static Sentence NotAJpeg => new("pictures.not-a-jpeg");
    public static Sentence Unusual => new("pictures.unusual");
    public static Sentence CutShort => new("pictures.cut-short");
    public static Sentence TwoFilesInOne => new("pictures.two-files-in-one");
    public static Sentence CannotShrink(int megabytes) => new("pictures.cannot-shrink", megabytes);
    public static Sentence PlaceUnreadable => new("pictures.place-unreadable");
    public static Sentence BearingUnreadable => new("pictures.bearing-unreadable");
    public static Sentence TimeUnreadable => new("pictures.time-unreadable");
}
