using Waystation.Shared;

namespace Waystation.MutualAid;

static class Say
{
    public static Sentence NoQuarter(string typed) => new("aid.no-quarter", typed);
    public static Sentence OtherFile(Quarter quarter) => new("aid.other-file", quarter);
    public static Sentence LaterIsSettled(Quarter quarter, Quarter later) => new("aid.later-is-settled", quarter, later);
    public static Sentence FinishFirst(Quarter open) => new("aid.finish-first", open);
    public static Sentence WrongHeader(string expected, string found) => new("aid.wrong-header", expected, found);
    public static Sentence WrongFieldCount(int line, int expected, int found) => new("aid.wrong-field-count", line, expected, found);
    public static Sentence BrokenQuotes(int line) => new("aid.broken-quotes", line);
    public static Sentence LineTooLong(int line) => new("aid.line-too-long", line);
    public static Sentence NotText(int line) => new("aid.not-text", line);
    public static Sentence NoSuchFile(string file) => new("aid.no-such-file", file);
    public static Sentence NotACsvFile => new("aid.not-a-csv-file");
    public static Sentence NothingToRelease => new("aid.nothing-to-release");
    public static Sentence NoSuchBatch => new("aid.no-such-batch");
    public static Sentence ReleasedAlready => new("aid.released-already");
    public static Sentence AnotherOfficerReleases => new("aid.another-officer-releases");
    public static Sentence NoCardNumber => new("aid.no-card-number");
    public static Sentence NothingWaits => new("aid.nothing-waits");
    public static Sentence CardOfAnother => new("aid.refused-card-of-another");
    public static Sentence AnswerUnreadable(int row) => new("aid.answer-unreadable", row);
    public static Sentence NothingChosen => new("aid.nothing-chosen");
    public static Sentence NoNumber => new("aid.no-number");
    public static Sentence NobodyHas => new("aid.nobody-has");
    public static Sentence ObjectionStands => new("aid.objection-stands");
    public static Sentence ObjectionAnswered => new("aid.objection-answered");
    public static Sentence NothingSaid => new("aid.nothing-said");
    public static Sentence TooMuchSaid(int most) => new("aid.too-much-said", most);
    public static Sentence BeneficiaryName => new("aid.beneficiary-name-missing");
    public static Sentence BeneficiaryAccount => new("aid.beneficiary-account-wrong");
    public static Sentence BeneficiaryPaper => new("aid.beneficiary-paper-missing");
    public static Sentence NobodyDied => new("aid.nobody-died");
    public static Sentence DiedSoNameABeneficiary => new("aid.died-so-name-a-beneficiary");
    public static Sentence NotARuleFile => new("aid.not-a-rule-file");
    public static Sentence NoSuchForm => new("aid.no-such-form");
    public static Sentence NoOwnRecord => new("aid.no-own-record");
    public static Sentence CannotWrite(string file) => new("aid.cannot-write", file);
}
