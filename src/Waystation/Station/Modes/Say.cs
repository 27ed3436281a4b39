using Waystation.Shared;

namespace Waystation.Modes;

static class Say
{
    public static Sentence ChooseKind => new("modes.choose-kind");
    public static Sentence DaysWrong => new("modes.days-wrong");
    public static Sentence NotSoLong(int ahead, int days) => new("modes.not-so-long", ahead, days);
    public static Sentence TimesWrong => new("modes.times-wrong");
    public static Sentence NoSuchMode => new("modes.no-such-mode");
    public static Sentence EndedAlready => new("modes.ended-already");
    public static Sentence OrderedAbove => new("modes.ordered-above");
    public static Sentence NotAsked => new("modes.not-asked");
}
