using Waystation.Shared;

namespace Waystation.Joining;

static class Say
{
    public static Sentence OneOfPersonOrOfficer => new("joining.one-of-person-or-officer");
    public static Sentence BirthDateMissing => new("joining.birth-date-missing");
    public static Sentence BirthDateWrong => new("joining.birth-date-wrong");
    public static Sentence TooYoung(int youngest) => new("joining.too-young", youngest);
    public static Sentence NotTooYoung(int youngest) => new("joining.not-too-young", youngest);
    public static Sentence IsDecided => new("joining.is-decided");
    public static Sentence NotOverdue => new("joining.not-overdue");
    public static Sentence OnlyARefusalIsAppealed => new("joining.only-a-refusal");
    public static Sentence NobodyAbove => new("joining.nobody-above");
    public static Sentence NobodyDecidesTheirOwn => new("joining.not-own");
    public static Sentence AnotherOfficerHearsAppeals => new("joining.another-officer");
    public static Sentence BelongsHereAlready => new("joining.belongs-here");
    public static Sentence TransferAnswered => new("joining.transfer-answered");
    public static Sentence OnlyAboveDeclines => new("joining.only-above-declines");
    public static Sentence NoMemberElsewhere => new("joining.no-member-elsewhere");
    public static Sentence CodeRevokedAlready => new("joining.code-revoked-already");
    public static Sentence TransferRuns => new("joining.transfer-runs");
    public static Sentence NoSuchReason => new("joining.no-such-reason");
    public static Sentence ChooseHome => new("joining.choose-home");
    public static Sentence HomeGone => new("joining.home-gone");
    public static Sentence NameWrong => new("joining.name-wrong");
    public static Sentence ChooseDocument => new("joining.choose-document");
    public static Sentence PhoneWrong => new("joining.phone-wrong");
    public static Sentence WorkplaceWrong(int longest) => new("joining.workplace-wrong", longest);
    public static Sentence ChooseWork => new("joining.choose-work");
    public static Sentence SignatureMissing => new("joining.signature-missing");
    public static Sentence SignatureWrong => new("joining.signature-wrong");
    public static Sentence OtherPersonsAccount => new("joining.other-persons-account");
    public static Sentence DetailsGone => new("joining.details-gone");
    public static Sentence NothingChecked => new("joining.nothing-checked");
    public static Sentence PositionWrong => new("joining.position-wrong");
    public static Sentence OutsideTheCity => new("joining.outside-the-city");
    public static Sentence AddressUnknown => new("joining.address-unknown");
    public static Sentence NameUnknown => new("joining.name-unknown");
    public static Sentence OutOfReach => new("joining.out-of-reach");
}
