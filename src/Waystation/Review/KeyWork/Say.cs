using Waystation.Shared;

namespace Waystation.KeyWork;

static class Say
{
    public static readonly Sentence NotOpen = new("keywork.not-open");
    public static readonly Sentence AlreadyOpen = new("keywork.already-open");
    public static readonly Sentence NothingChanged = new("keywork.nothing-changed");
    public static readonly Sentence ShowSomething = new("keywork.show-something");
    public static readonly Sentence NotYet = new("keywork.not-yet");
    public static readonly Sentence BeforeItWasSet = new("keywork.before-it-was-set");
    public static readonly Sentence NothingShown = new("keywork.nothing-shown");
    public static readonly Sentence SayHowItEnded = new("keywork.say-how-it-ended");
    public static readonly Sentence SayWhy = new("keywork.say-why");
    public static readonly Sentence MonthIsOver = new("keywork.month-is-over");
    public static readonly Sentence CommentIsEmpty = new("keywork.comment-is-empty");
    public static readonly Sentence TitleNeeded = new("keywork.title-needed");
    public static readonly Sentence PersonNeeded = new("keywork.person-needed");
    public static readonly Sentence DueBeforeSet = new("keywork.due-before-set");
    public static readonly Sentence DueTooFar = new("keywork.due-too-far");
    public static readonly Sentence DueNeeded = new("keywork.due-needed");
    public static readonly Sentence DayNeeded = new("keywork.day-needed");
    public static readonly Sentence NotText = new("keywork.not-text");
    public static readonly Sentence NobodysNumbers = new("keywork.nobodys-numbers");
    public static readonly Sentence WhyNothingNew = new("keywork.why-nothing-new");
    public static readonly Sentence ReportIsEmpty = new("keywork.report-is-empty");
    public static readonly Sentence ReportedAlready = new("keywork.reported-already");
    public static readonly Sentence DoesNotReport = new("keywork.does-not-report");
    public static readonly Sentence ReportWhichMonth = new("keywork.report-which-month");
    public static readonly Sentence UnitNeeded = new("keywork.unit-needed");
    public static Sentence NumberNotCounted(Indicators.Month month) => new("keywork.number-not-counted", month);
    public static readonly Sentence NumberUnknown = new("keywork.number-unknown");
    public static readonly Sentence ChangedMeanwhile = new("keywork.changed-meanwhile");
    public static readonly Sentence SetAbove = new("keywork.set-above");

    public static Sentence TooLong(int most) => new("keywork.too-long", most);
    public static Sentence UnitWhich(string names) => new("keywork.unit-which", names);
}
