using Waystation.Shared;

namespace Waystation.Accounts;

static class Say
{
    public static Sentence NameLength => new("accounts.name-length");
    public static Sentence NoSuchAccount => new("accounts.no-such-account");
    public static Sentence BoundToAnother => new("accounts.bound-to-another");
    public static Sentence AlreadyClosed => new("accounts.already-closed");
    public static Sentence PostEnded => new("accounts.post-ended");
    public static Sentence NotYourPost => new("accounts.not-your-post");
    public static Sentence HoldsThatPost => new("accounts.holds-that-post");
    public static Sentence TooOften(DateTime until) => new("accounts.too-often", until.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture));
    public static Sentence PasswordLength(int shortest, int longest) => new("accounts.password-length", shortest, longest);
    public static Sentence PasswordHoldsName => new("accounts.password-holds-name");
    public static Sentence PasswordTooPlain => new("accounts.password-too-plain");
    public static Sentence RecordLocked => new("accounts.record-locked");
    public static Sentence SignInWrong => new("accounts.sign-in-wrong");
    public static Sentence PinWrong => new("accounts.pin-wrong");
    public static Sentence SecondFactorMissing => new("accounts.second-factor-missing");
    public static Sentence NoPost => new("accounts.no-post");
    public static Sentence LinkUnknown => new("accounts.link-unknown");
    public static Sentence CodeWrong => new("accounts.code-wrong");
    public static Sentence NobodySends => new("accounts.nobody-sends");
    public static Sentence PhoneUnreadable => new("accounts.phone-unreadable");
    public static Sentence PhoneCodeWrong => new("accounts.phone-code-wrong");
    public static Sentence AdministratorsStandApart => new("accounts.administrators-stand-apart");
    public static Sentence NotToYourself => new("accounts.not-to-yourself");
    public static Sentence NotYourOwnAccount => new("accounts.not-your-own-account");
    public static Sentence UnionBeyondReach => new("accounts.union-beyond-reach");
    public static Sentence UnionWhich(int many) => new("accounts.union-which-of", many);
    public static Sentence OnlyThisUnionIsYours => new("accounts.only-this-union-is-yours");
    public static Sentence NoSuchPost => new("accounts.no-such-post");
    public static Sentence ActsElsewhereToo => new("accounts.acts-elsewhere-too");
    public static Sentence LastSecurityAdministrator => new("accounts.last-security-administrator");
    public static Sentence CursorUnreadable => new("accounts.cursor-unreadable");
    public static Sentence EnteredAlready => new("accounts.entered-already");
    public static Sentence DayUnreadable(string typed) => new("accounts.day-unreadable", typed);
    public static Sentence IdUnreadable => new("accounts.id-unreadable");
    public static Sentence DidUnknown(string typed) => new("accounts.did-unknown", typed);
    public static Sentence RoleUnknown(string role) => new("accounts.role-unknown", role, string.Join(", ", Roles.All.Select(r => r.Code())));
}
