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
    public static Sentence UnionAmbiguous(string name) => new("members.union-ambiguous", name);
    public static Sentence MemberElsewhere => new("members.member-elsewhere");
    public static Sentence ImportRunning => new("members.import-running");
    public static Sentence NoMembersWithoutTree => new("members.no-tree");
    public static Sentence SlipUnknown => new("members.slip-unknown");
    public static Sentence AlreadyAnswered => new("members.slip-already-answered");
    public static Sentence NoSuchImport => new("members.no-such-import");
    public static Sentence IsMemberAlready => new("members.is-member-already");
    public static Sentence MovedMeanwhile => new("members.moved-meanwhile");
    public static Sentence NothingChosen => new("members.no-file-chosen");
}
