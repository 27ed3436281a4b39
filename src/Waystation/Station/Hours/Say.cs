using Waystation.Shared;

namespace Waystation.Hours;

static class Say
{
    public static Sentence NeverOpen => new("hours.never-open");
    public static Sentence TimesOverlap(string day) => new("hours.times-overlap", day);
    public static Sentence TimeWrong(string day) => new("hours.time-wrong", day);
    public static Sentence SameTime(string day) => new("hours.same-time", day);
    public static Sentence HolidayTimes => new("hours.holiday-times");
    public static Sentence ChooseHolidays => new("hours.choose-holidays");
    public static Sentence StationOver => new("hours.station-over");
    public static Sentence Meanwhile(string words) => new("hours.meanwhile", words);
    public static Sentence ChangeSettled => new("hours.change-settled");
    public static Sentence TickOrTimes => new("hours.tick-or-times");
    public static Sentence WhyNeeded(int most) => new("hours.why-needed", most);
    public static Sentence WhyTooLong(int most) => new("hours.why-too-long", most);
    public static Sentence NotTheOwn => new("hours.not-the-own");
    public static Sentence NobodyToAsk => new("hours.nobody-to-ask");
}
