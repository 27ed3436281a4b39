using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>A house of one union, a clock that can be set, and colleagues who come in to it.</summary>
sealed class SignInWorld : IAsyncDisposable
{
    public const string Password = "四个字的好密码就是这么长";

    readonly TestDatabase database;

    SignInWorld(TestDatabase database, Vault vault)
    {
        (this.database, Vault) = (database, vault);
        (Sessions, Limits, Locks) = (new(Source, Clock), new(Source, Clock), new(Source, Clock));
        Links = new(Database, vault, Passwords, Clock);
        SignIn = new(Database, vault, Passwords, Sessions, Limits, Locks, Clock);
    }

    public StoppedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 21, 2, 0, 15, TimeSpan.Zero));
    public Database Database => database.Database;
    public NpgsqlDataSource Source => database.Source;
    public Vault Vault { get; }
    public Passwords Passwords { get; } = new();
    public Sessions Sessions { get; }
    public Limits Limits { get; }
    public Locks Locks { get; }
    public SetUpLinks Links { get; }
    public StaffSignIn SignIn { get; }
    public Guid City { get; private set; }

    public static async Task<SignInWorld> NewAsync()
    {
        var database = await TestDatabase.NewAsync();
        var world = new SignInWorld(database, await Vault.OpenAsync(database.Folder, database.Source));
        await using var db = database.NewContext();
        world.City = await new Organisations.FoundUnion(db, world.Clock).RunAsync("city-federation", "市总工会", null, null);
        return world;
    }

    /// <summary>An account on a post, set up, with a second factor or none.</summary>
    public async Task<Officer> ColleagueAsync(string name = "李干事", Role role = Role.CityOfficer, bool secondFactor = true, bool below = true)
    {
        await using var db = Database.NewContext();
        var (account, secret) = (Account.OfStaff(name, Clock.Now.UtcDateTime), Totp.NewSecret());
        account.SetUp(Passwords.Hash(account, Password), secondFactor ? Vault.Seal(Convert.ToBase64String(secret)) : null);
        var post = Post.Give(account.Id, role, City, below, Shared.City.Today(Clock));
        db.AddRange(account, post);
        await db.SaveChangesAsync();
        return new(account.Id, post.Id, name, secret);
    }

    public string CodeOf(Officer who, int stepsOff = 0) => Totp.CodeAt(who.Secret, Clock.Now.AddSeconds(30 * stepsOff));

    public Task<(byte[] Token, DateTimeOffset Until)> EnterAsync(Officer who) => SignIn.RunAsync(who.Name, Password, CodeOf(who), Guid.NewGuid(), default);

    /// <summary>The key of the sentence with which the way in stays shut.</summary>
    public async Task<string> RefusedAsync(string? name, string? password, string? code, Guid? device = null) =>
        (await Assert.ThrowsAsync<Refusal>(() => SignIn.RunAsync(name, password, code, device ?? Guid.NewGuid(), default))).Sentence.Key;

    public async Task ChangeAsync(Func<WaystationDb, Task> change)
    {
        await using var db = Database.NewContext();
        await change(db);
        await db.SaveChangesAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    public sealed record Officer(Guid Account, Guid Post, string Name, byte[] Secret);
}
