using Waystation.Shared;

namespace Waystation.Keepers;

static class Say
{
    public static Sentence NameLength(int most) => new("keepers.name-length", most);
    public static Sentence NotAsked => new("keepers.not-asked");
    public static Sentence Withdrawn => new("keepers.withdrawn");
    public static Sentence AtMost(int most) => new("keepers.at-most", most);
    public static Sentence NotRunning => new("keepers.not-running");
    public static Sentence TypeBoth => new("keepers.type-both");
    public static Sentence PinWrong => new("accounts.pin-wrong");
    public static Sentence NoSuchKeeper => new("keepers.no-such-keeper");
    public static Sentence PinMeanwhile => new("keepers.pin-meanwhile");
    public static Sentence NoCodeYet => new("keepers.no-code-yet");
    public static Sentence NoteLength(int most) => new("keepers.note-length", most);
    public static Sentence NobodyToRead => new("keepers.nobody-to-read");
    public static Sentence NoSuchNote => new("keepers.no-such-note");
    public static Sentence PhoneOfAnother => new("keepers.phone-of-another");
    public static Sentence LinkOver => new("keepers.link-over");
    public static Sentence StartAgain => new("keepers.start-again");
    public static Sentence ChooseMinutes => new("keepers.choose-minutes");
}
