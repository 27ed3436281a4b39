using Waystation.Shared;

namespace Waystation.Logbook;

static class Say
{
    public static Sentence SealBroken(long number, long after, long last) => new("logbook.seal-broken", number, after, last);
    public static Sentence UnsealedTooLong(long rows, int seconds) => new("logbook.unsealed", rows, seconds);
    public static Sentence SealUnlikeOutside(long number) => new("logbook.seal-unlike-outside", number);
}
