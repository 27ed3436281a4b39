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
    public static Sentence SecondFactorMissing => new("accounts.second-factor-missing");
    public static Sentence NoPost => new("accounts.no-post");
    public static Sentence LinkUnknown => new("accounts.link-unknown");
    public static Sentence CodeWrong => new("accounts.code-wrong");
    public static Sentence NobodySends => new("accounts.nobody-sends");
    public static Sentence PhoneUnreadable => new("accounts.phone-unreadable");
    public static Sentence PhoneCodeWrong => new("accounts.phone-code-wrong");
    public static Sentence RoleUnknown(string role) => new("accounts.role-unknown", role, string.Join(", ", Roles.All.Select(r => r.Code())));
}
