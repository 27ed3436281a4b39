using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>
/// One colleague for each role, for a demonstration only. The password and the second factor are made anew for each folder and
/// kept in <c>DIR/keys/demo-sign-ins.txt</c> (0600), so that a demonstration on the network is not open to whoever has read the manual.
/// </summary>
public sealed class DemoAccounts(House house, Passwords passwords)
{
    const string File_ = "demo-sign-ins.txt";

    /// <summary>What is printed at each start: name, password and second factor of each role.</summary>
    public static IReadOnlyList<string> Told(DataFolder folder) => File.Exists(FileIn(folder)) ? File.ReadAllLines(FileIn(folder)) : [];

    /// <param name="posts">The name, role, union and reach of each.</param>
    public async Task RunAsync(IReadOnlyList<(string Name, Role Role, Guid Union, bool Below)> posts, CancellationToken ct = default)
    {
        var password = string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 5)));
        var secret = Totp.NewSecret();
        List<string> told = [Words.Say("accounts.demo-told", password, Totp.Text(secret))];
        await using var db = house.Database.NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = house.Clock.GetUtcNow();
        string? hash = null;
        foreach (var (name, role, union, below) in posts)
        {
            var account = Account.OfStaff(name, now.UtcDateTime);
            account.SetUp(hash ??= passwords.Hash(account, password), house.Vault.Seal(Convert.ToBase64String(secret)));
            var post = Post.Give(account.Id, role, union, below, City.Today(house.Clock));
            db.AddRange(account, post);
            await db.SaveAsync(new LogLine(Actor.Command, Did.GavePost, now, post.Id), ct);
            told.Add(Words.Say("accounts.demo-one", name, Words.Say($"accounts.role-{role.Code()}")));
        }

        // First what opens them, then they: a kill between leaves sign-ins for nobody, and the next try writes others.
        await KeepAsync(house.Folder, told, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Sign-ins that another room has made; those of a making that was killed before go.</summary>
    public static Task AlsoTellAsync(DataFolder folder, IReadOnlyList<string> more, CancellationToken ct) =>
        KeepAsync(folder, [.. Told(folder).Where(line => !line.Contains("/keeper/sign-in", StringComparison.Ordinal)), .. more], ct);

    static async Task KeepAsync(DataFolder folder, IReadOnlyList<string> told, CancellationToken ct)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var kept = new StreamWriter(FileIn(folder), options);
        foreach (var line in told) await kept.WriteLineAsync(line.AsMemory(), ct);
    }

    static string FileIn(DataFolder folder) => Path.Combine(folder.Keys, File_);
}
