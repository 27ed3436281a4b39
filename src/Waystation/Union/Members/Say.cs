using Waystation.Shared;

namespace Waystation.Members;

static class Say
{
    public static Sentence Missing(string header) => new("members.missing", header);
    public static Sentence TextTooLong(string header, int longest) => new("members.text-too-long", header, longest);
    public static Sentence NumberCell => new("members.id-numeric-cell");
    public static Sentence IdLength(int length) => new("members.id-length", length);
    public static Sentence IdChecksum => new("members.id-checksum");
    public static Sentence ImpossibleBirthDate => new("members.id-birthdate-impossible");
    public static Sentence BirthDateMismatch => new("members.id-birthdate-mismatch");
    public static Sentence GenderMismatch => new("members.id-gender-mismatch");
    public static Sentence PhoneInvalid => new("members.phone-invalid");
    public static Sentence DateInvalid(string header) => new("members.date-invalid", header);
    public static Sentence CreditCodeChecksum => new("members.uscc-checksum");
    public static Sentence CardUnreadable => new("members.card-unreadable");
    public static Sentence DuplicateInFile => new("members.duplicate-in-file");
    public static Sentence UnionUnknown(string name) => new("members.union-unknown", name);
    public static Sentence UnionHoldsNobody(string name) => new("members.union-holds-nobody", name);
    public static Sentence OutsideBranch(string name) => new("members.outside-branch", name);
    public static Sentence ImporterLeft => new("members.importer-left");
    public static Sentence UnionAmbiguous(string name) => new("members.union-ambiguous", name);
    public static Sentence MemberElsewhere => new("members.member-elsewhere");
    public static Sentence ImportRunning => new("members.import-running");
    public static Sentence NoMembersWithoutTree => new("members.no-tree");
    public static Sentence SlipUnknown => new("members.slip-unknown");
    public static Sentence AlreadyAnswered => new("members.slip-already-answered");
    public static Sentence LastFourUnreadable => new("members.last-four-unreadable");
    public static Sentence StateUnknown => new("members.state-unknown");
    public static Sentence FromAfterTo => new("members.from-after-to");
    public static Sentence FilterUnreadable => new("members.filter-unreadable");
    public static Sentence SearchUnreadable => new("members.search-unreadable");
    public static Sentence NobodyOfDocument => new("members.nobody-of-document");
    public static Sentence NobodyToExport => new("members.nobody-to-export");
    public static Sentence TooManyToExport(int most) => new("members.too-many-to-export", most);
    public static Sentence PurposeNeeded => new("members.purpose-needed");
    public static Sentence EvidenceNeeded => new("members.evidence-needed");
    public static Sentence DocumentIsNotMended => new("members.document-is-not-mended");
    public static Sentence SeeTheDocument => new("members.see-the-document");
    public static Sentence BoundAlready => new("members.bound-already");
    public static Sentence BoundMeanwhile => new("members.bound-meanwhile");
    public static Sentence PhoneThereAlready => new("members.phone-there-already");
    public static Sentence NumberNeeded => new("members.number-needed");
    public static Sentence NoRecordFits => new("members.no-record-fits");
    public static Sentence NoSuchImport => new("members.no-such-import");
    public static Sentence NotAMember => new("members.not-a-member");
    public static Sentence NoSuchMember => new("members.no-such-member");
    public static Sentence NoSuchField => new("members.no-such-field");
    public static Sentence SameValue => new("members.same-value");
    public static Sentence DocumentTaken => new("members.document-taken");
    public static Sentence OneOfTwo(string one, string other) => new("members.one-of-two", one, other);
    public static Sentence FieldIsNeeded(Sentence field) => new("members.field-is-needed", field);
    public static Sentence StillAMember => new("members.still-a-member");
    public static Sentence IsMemberAlready => new("members.is-member-already");
    public static Sentence MovedMeanwhile => new("members.moved-meanwhile");
    public static Sentence NothingChosen => new("members.no-file-chosen");
}
