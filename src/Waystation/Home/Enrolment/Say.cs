using Waystation.Shared;

namespace Waystation.Enrolment;

static class Say
{
    public static Sentence FederationPays => new("enrolment.federation-pays");
    public static Sentence NoSuchYear => new("enrolment.no-such-year");
    public static Sentence YearIsOver => new("enrolment.year-is-over");
    public static Sentence NothingChosen => new("enrolment.nothing-chosen");
    public static Sentence NoPlanChosen => new("enrolment.no-plan-chosen");
    public static Sentence NoSuchUnit(string typed) => new("enrolment.no-such-unit", typed);
    public static Sentence NotReady => new("enrolment.not-ready");
    public static Sentence TakenAlready => new("enrolment.taken-already");
    public static Sentence DayHasPassed(DateOnly from) => new("enrolment.day-has-passed", from);
    public static Sentence PeopleChanged => new("enrolment.people-changed");
    public static Sentence MeanwhileEnrolled => new("enrolment.meanwhile-enrolled");
    public static Sentence NoSuchNumber => new("enrolment.no-such-number");
    public static Sentence NotAnAmount => new("enrolment.not-an-amount");
    public static Sentence MoreThanOwed(string open) => new("enrolment.more-than-owed", open);
    public static Sentence NoBankReference => new("enrolment.no-bank-reference");
    public static Sentence EnteredAlready => new("enrolment.entered-already");
    public static Sentence NotReceivedYet => new("enrolment.not-received-yet");
    public static Sentence NoSuchPayment => new("enrolment.no-such-payment");
    public static Sentence AnotherOfficerConfirms => new("enrolment.another-officer-confirms");
    public static Sentence PaidInOne(string owed) => new("enrolment.paid-in-one", owed);
    public static Sentence NotAlone => new("enrolment.not-alone");
    public static Sentence NoRecord => new("enrolment.no-record");
    public static Sentence NotEligible(string why) => new("enrolment.not-eligible", why);
    public static Sentence TakesPartAlready => new("enrolment.takes-part-already");
    public static Sentence AskedAlready => new("enrolment.asked-already");
    public static Sentence WrongShares(int most) => new("enrolment.wrong-shares-alone", most);
    public static Sentence WrongTier => new("enrolment.wrong-tier-alone");
    public static Sentence NotYours => new("enrolment.not-yours");
    public static Sentence LastDay => new("enrolment.last-day");
    public static Sentence SayYouKnow => new("enrolment.say-you-know");
}
