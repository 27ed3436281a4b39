using System.Globalization;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Lives;

static class Say
{
    public static Sentence NotNext(LifeStep step, LifeStage stage) => new("lives.not-next", Told.Of(step), Told.Of(stage));
    public static Sentence DecidedByOthers(LifeStep step) => new("lives.decided-by-others", Told.Of(step));
    public static Sentence NobodyApprovesTheirOwn => new("lives.nobody-approves-their-own");
    public static Sentence DecidedMeanwhile => new("lives.decided-meanwhile");
    public static Sentence PaperNeeded => new("lives.paper-needed");
    public static Sentence PaperTooLong(int most) => new("lives.paper-too-long", most);
    public static Sentence NoteTooLong(int most) => new("lives.note-too-long", most);
    public static Sentence ReasonNeeded => new("lives.reason-needed");
    public static Sentence GoodsNeeded => new("lives.goods-needed");
    public static Sentence DayNeeded => new("lives.day-needed");
    public static Sentence DayInTheFuture => new("lives.day-in-the-future");
    public static Sentence DayBeforeTheLast(DateOnly last) => new("lives.day-before-the-last", Told.Of(last));
    public static Sentence NobodySaidWhere => new("lives.nobody-said-where");
    public static Sentence PeriodOver => new("lives.period-over");
    public static Sentence PeriodWrong => new("lives.period-wrong");
    public static Sentence SiteNeedsItsDays => new("lives.site-needs-its-days");
    public static Sentence TermsNeeded => new("lives.terms-needed");
    public static Sentence HostNeeded(int most) => new("lives.host-needed", most);
    public static Sentence TermOver => new("lives.term-over");
    public static Sentence TermWrong(int years) => new("lives.term-wrong", years);
    public static Sentence UtilitiesNeeded => new("lives.utilities-needed");
    public static Sentence CoverNeeded => new("lives.cover-needed");
    public static Sentence HoursNeeded(int most) => new("lives.hours-needed", most);
    public static Sentence NameNeeded(int most) => new("lives.name-needed", most);
    public static Sentence NameTaken(string name) => new("lives.name-taken", name);
    public static Sentence KindNeeded => new("lives.kind-needed");
    public static Sentence StreetNeeded => new("lives.street-needed");
    public static Sentence AddressNeeded(int most) => new("lives.address-needed", most);
    public static Sentence PlaceWrong => new("lives.place-wrong");
    public static Sentence OutsideTheCity => new("lives.outside-the-city");
    public static Sentence PlannedWrong(string street, string typed, int most) => new("lives.planned-wrong", street, typed, most);
    public static Sentence PlannedAbove => new("lives.planned-above");
    public static Sentence TooLong(string field, int most) => new("lives.too-long", field, most);
}

/// <summary>Steps, stages and days as people read them.</summary>
static class Told
{
    public static Sentence Of(LifeStep step) => new($"lives.step-{LifeCode.Of(step)}");
    public static Sentence Of(LifeStage stage) => new($"lives.stage-{LifeCode.Of(stage)}");

    /// <summary>What comes next, and on whose post it waits: of those who may decide it, the one nearest to the place.</summary>
    public static Sentence Waits(LifeStep step, bool here) => here
        ? new("lives.next-here", Of(step))
        : new("lives.next-elsewhere", Of(step), new Sentence($"accounts.role-{LifeRules.DecidedBy(step)[0].Code()}"));

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
