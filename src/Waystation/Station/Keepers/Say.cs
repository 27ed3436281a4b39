using Waystation.Shared;

namespace Waystation.Keepers;

static class Say
{
    public static Sentence NameLength(int most) => new("keepers.name-length", most);
    public static Sentence Withdrawn => new("keepers.withdrawn");
    public static Sentence AtMost(int most) => new("keepers.at-most", most);
    public static Sentence NotRunning => new("keepers.not-running");
    public static Sentence TypeBoth => new("keepers.type-both");
    public static Sentence PinWrong => new("accounts.pin-wrong");
    public static Sentence NoSuchKeeper => new("keepers.no-such-keeper");
    public static Sentence ChooseMinutes => new("keepers.choose-minutes");
}
