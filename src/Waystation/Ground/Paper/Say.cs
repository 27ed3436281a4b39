using Waystation.Shared;

namespace Waystation.Paper;

static class Say
{
    public static Sentence NoPrinter => new("paper.no-printer");
    public static Sentence NotPrinted => new("paper.not-printed");
    public static Sentence TookTooLong => new("paper.took-too-long");
}
