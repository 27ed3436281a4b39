using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>ASP.NET Core Identity's hasher (PBKDF2, HMAC-SHA-512) with the rounds OWASP asks for.</summary>
public sealed class Passwords
{
    const int Rounds = 210_000;
    const int Shortest = 12, Longest = 128;

    readonly PasswordHasher<Account> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    readonly Account nobody = Account.OfStaff("nobody", default);
    readonly Lazy<string> nobodys;

    int looked;

    /// <summary>How many passwords were looked at: tests count these where a clock would lie.</summary>
    internal int Looked => looked;

    public Passwords() => nobodys = new(() => hasher.HashPassword(nobody, Guid.NewGuid().ToString()));

    /// <summary>Length is what counts; no rules about characters, and no change without a reason.</summary>
    public string Hash(Account account, string? password)
    {
        Rule.Require(password is { Length: >= Shortest and <= Longest }, Say.PasswordLength(Shortest, Longest));
        Rule.Require(!Account.KeyOf(password!).Contains(account.NameKey!, StringComparison.Ordinal), Say.PasswordHoldsName);
        Rule.Require(password!.Distinct().Count() >= 5, Say.PasswordTooPlain);
        return hasher.HashPassword(account, password!);
    }

    /// <summary>A PIN that the house itself drew; five wrong tries and its inner code guard it.</summary>
    public string HashPin(Account account, string pin) => hasher.HashPassword(account, pin);

    /// <summary>As slow for nobody as for somebody, so that time does not tell who has an account.</summary>
    public bool Fits(Account? account, string? password)
    {
        Interlocked.Increment(ref looked);
        var hash = account?.PasswordHash ?? nobodys.Value;
        var fits = hasher.VerifyHashedPassword(account ?? nobody, hash, (password ?? "").Length > Longest ? "" : password ?? "") is not PasswordVerificationResult.Failed;
        return fits && account?.PasswordHash is not null;
    }
}
