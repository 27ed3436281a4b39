using Waystation.Shared;

namespace Waystation.Visits;

static class Say
{
    public static Sentence NotRunning => new("visits.not-running");
    public static Sentence OneOrFive => new("visits.one-or-five");
    public static Sentence NothingToTakeBack => new("visits.nothing-to-take-back");
    public static Sentence GoneAlready => new("visits.gone-already");
    public static Sentence NotOut => new("visits.not-out");
    public static Sentence OutAlready => new("visits.out-already");
    public static Sentence NoSuchTag => new("visits.no-such-tag");
    public static Sentence PhoneWrong => new("visits.phone-wrong");
    public static Sentence HowMany(int most) => new("visits.how-many", most);
    public static Sentence NumbersUsedUp(int most) => new("visits.numbers-used-up", most);
    public static Sentence MeanwhileOthers => new("visits.meanwhile-others");
    public static Sentence Due(string tag, DateOnly on) => new("visits.umbrella-due", tag, on.Month, on.Day);
}
