using Waystation.Shared;

namespace Waystation.Rounds;

static class Say
{
    public static Sentence TitleNeeded(int most) => new("rounds.title-needed", most);
    public static Sentence DaysWrong => new("rounds.days-wrong");
    public static Sentence TooFarAhead => new("rounds.too-far-ahead");
    public static Sentence StationOver => new("rounds.station-over");
    public static Sentence TooManyDays(int most) => new("rounds.too-many-days", most);
    public static Sentence TeamsWrong(int most) => new("rounds.teams-wrong", most);
    public static Sentence SayWhetherAnnounced => new("rounds.say-whether-announced");
    public static Sentence TeamsInOrder => new("rounds.teams-in-order");
    public static Sentence NobodyOnATeam => new("rounds.nobody-on-a-team");
    public static Sentence ReachesNone => new("rounds.reaches-none");
    public static Sentence ChooseABranch => new("rounds.choose-a-branch");
    public static Sentence NoStations => new("rounds.no-stations");
    public static Sentence TooManyStations(int most) => new("rounds.too-many-stations", most);
    public static Sentence NoChecklist(string kind) => new("rounds.no-checklist", kind);
    public static Sentence HasBegun(int seen) => new("rounds.has-begun", seen);
    public static Sentence OverAlready => new("rounds.over-already");
    public static Sentence StationsLeft(int many) => new("rounds.stations-left", many);
    public static Sentence StillWaiting(int many) => new("rounds.still-waiting", many);
    public static Sentence ExcusedAlready => new("rounds.excused-already");
    public static Sentence ReasonNeeded(int most) => new("rounds.reason-needed", most);
    public static Sentence NothingAsked => new("rounds.nothing-asked");
    public static Sentence SomebodyElseExcuses => new("rounds.somebody-else-excuses");
    public static Sentence NotOnATeam => new("rounds.not-on-a-team");
    public static Sentence ChecklistUnknown => new("rounds.checklist-unknown");
    public static Sentence NameOrSignature => new("rounds.name-or-signature");
    public static Sentence ClockUnreadable => new("rounds.clock-unreadable");
    public static Sentence NotOnTheList => new("rounds.not-on-the-list");
    public static Sentence Unanswered(int many) => new("rounds.unanswered", many);
    public static Sentence OnlyThingsCanBeMissing => new("rounds.only-things-can-be-missing");
    public static Sentence NoteTooLong(int most) => new("rounds.note-too-long", most);
    public static Sentence MetTooLong(int most) => new("rounds.met-too-long", most);
    public static Sentence TooManyPictures(int most) => new("rounds.too-many-pictures", most);
    public static Sentence PositionWrong => new("rounds.position-wrong");
    public static Sentence TimeWrong => new("rounds.time-wrong");
    public static Sentence ChooseAnAnswer => new("rounds.choose-an-answer");
    public static Sentence CannotBeRead => new("rounds.cannot-be-read");
    public static Sentence NothingToSettle => new("rounds.nothing-to-settle");
    public static Sentence ChooseAVisit => new("rounds.choose-a-visit");
    public static Sentence NotOpen => new("rounds.not-open");
    public static Sentence NotMended => new("rounds.not-mended");
    public static Sentence PhotoNeeded => new("rounds.photo-needed");
    public static Sentence SayHow(int most) => new("rounds.say-how", most);
    public static Sentence SayWhatIsLeft(int most) => new("rounds.say-what-is-left", most);
    public static Sentence SomebodyElseChecks => new("rounds.somebody-else-checks");
    public static Sentence OnlyWhoAgreesSigns => new("rounds.only-who-agrees-signs");
    public static Sentence SignatureTaken => new("rounds.signature-taken");
    public static Sentence DoneMeanwhile => new("rounds.done-meanwhile");
}
