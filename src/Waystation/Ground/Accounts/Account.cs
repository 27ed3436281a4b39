using Waystation.Shared;

namespace Waystation.Accounts;

public enum AccountKind
{
    Staff,
    Worker,
    /// <summary>Keeps one station: comes in by the station's inner code and a PIN.</summary>
    Keeper,
}

/// <summary>Somebody who can come in: a colleague by name, password and second factor, a worker by phone, or the keeper of a station by its inner code and a PIN.</summary>
public sealed class Account
{
    Account() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public AccountKind Kind { get; private init; }

    /// <summary>Staff: the name they sign in with. A keeper: the station's number and which of its keepers, for the log; nobody's name.</summary>
    public string Name { get; private init; } = "";
    public string? NameKey { get; private init; }
    public string? PasswordHash { get; private set; }

    /// <summary>Sealed by the vault.</summary>
    public byte[]? TotpSecret { get; private set; }

    /// <summary>Workers: their record, once it is bound.</summary>
    public Guid? MemberId { get; private set; }
    public DateTime? BoundAt { get; private set; }
    public DateTime CreatedAt { get; private init; }
    public DateTime? ClosedAt { get; private set; }

    /// <summary>As it is stored.</summary>
    public static AccountKind ReadKind(string code) => code switch { "staff" => AccountKind.Staff, "keeper" => AccountKind.Keeper, _ => AccountKind.Worker };

    public bool IsSetUp => PasswordHash is not null;

    public static Account OfStaff(string name, DateTime at)
    {
        var cleaned = name.Trim();
        Rule.Require(cleaned.Length is >= 2 and <= 60 && !cleaned.Any(char.IsControl), Say.NameLength);
        return new Account { Kind = AccountKind.Staff, Name = cleaned, NameKey = KeyOf(cleaned), CreatedAt = at };
    }

    /// <param name="called">Which keeper of which station, without a name.</param>
    public static Account OfKeeper(string called, DateTime at) => new() { Kind = AccountKind.Keeper, Name = called, CreatedAt = at };

    public static Account OfWorker(DateTime at) => new() { Kind = AccountKind.Worker, CreatedAt = at };

    /// <summary>Names that differ in case, width or spaces only are one name.</summary>
    public static string KeyOf(string name) =>
        string.Concat(name.Normalize(System.Text.NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();

    public void SetUp(string passwordHash, byte[]? totpSecret) => (PasswordHash, TotpSecret) = (passwordHash, totpSecret);

    /// <summary>Nobody comes in with what was set up before.</summary>
    public void Reset() => (PasswordHash, TotpSecret) = (null, null);

    public void Bind(Guid memberId, DateTime at)
    {
        Rule.Require(Kind is AccountKind.Worker && ClosedAt is null, Say.NoSuchAccount);
        Rule.Require(MemberId is null || MemberId == memberId, Say.BoundToAnother);
        (MemberId, BoundAt) = (memberId, at);
    }

    public void Close(DateTime at)
    {
        Rule.Require(ClosedAt is null, Say.AlreadyClosed);
        ClosedAt = at;
    }
}

static class AccountKinds
{
    public static string Code(this AccountKind kind) => kind switch { AccountKind.Staff => "staff", AccountKind.Keeper => "keeper", _ => "worker" };
}
