using Waystation.Shared;

namespace Waystation.MyData;

static class Say
{
    public static Sentence AnsweredAlready => new("mydata.answered-already");
    public static Sentence NotAReasonHere => new("mydata.not-a-reason-here");
    public static Sentence MaskedNow(DateTime until) => new("mydata.masked-now", When.Spoken(until));
    public static Sentence NothingBound => new("mydata.nothing-bound");
    public static Sentence OneIsOpen => new("mydata.one-is-open");
    public static Sentence WhyMissing => new("mydata.why-missing");
    public static Sentence WhyTooLong(int longest) => new("mydata.why-too-long", longest);
    public static Sentence NothingThere => new("mydata.nothing-there");
    public static Sentence NotConfirmed => new("mydata.not-confirmed");
    public static Sentence NotAsked => new("mydata.no-such-request");
    public static Sentence QuitFirst => new("mydata.quit-first");
    public static Sentence NoMembership => new("mydata.no-membership");
    public static Sentence Unreadable => new("mydata.unreadable");
    public static Sentence CursorUnreadable => new("mydata.cursor-unreadable");
    public static Sentence ClaimIsOpen => new("mydata.claim-is-open");
}
