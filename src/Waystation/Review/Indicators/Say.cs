using Waystation.Shared;

namespace Waystation.Indicators;

static class Say
{
    public static Sentence TooManyToExport(long rows, int most) => new("indicators.too-many-to-export", rows, most);
    public static Sentence NotClosedYet(Month month) => new("indicators.not-closed-yet", month);
    public static Sentence NoSuchMonth(string? typed) => new("indicators.no-such-month", typed);
}
