using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;
using static Waystation.Members.MemberWorld;

namespace Waystation.Members;

/// <summary>The small city of <see cref="MemberWorld"/>, imported from the command line and served: with people of 甲厂 in the east and 乙厂 in the west.</summary>
sealed class BranchWorld : IAsyncDisposable
{
    BranchWorld(MemberWorld world, TestHouse house) => (World, House) = (world, house);

    public MemberWorld World { get; }
    public TestHouse House { get; }

    public static async Task<BranchWorld> NewAsync(params IEnumerable<string> rows)
    {
        var world = await MemberWorld.NewAsync();
        if (rows.Any()) await world.ImportAsync(rows);
        return new(world, await TestHouse.OnAsync(world.Database));
    }

    /// <summary>One person in the east (1) and one in the west (2).</summary>
    public static Task<BranchWorld> OfTwoAsync() => NewAsync(Row(1, "甲厂", name: "王小芳", phone: "13811112222"), Row(2, "乙厂", federation: Autumn, name: "李大山"));

    public async Task<HttpClient> OfficerAsync(string union, bool below = true) => await House.StaffAsync(Role.SubdistrictOfficer, await World.IdOfAsync(union), below);

    public Task<Guid> MemberAsync(int person) =>
        World.ScalarAsync<Guid>("SELECT id FROM members WHERE document_index = $1", SealedEntry.IndexOf(new(DocumentKind.ResidentId, IdOf(person)), World.Vault));

    /// <summary>Lines of the log of one kind, newest last, as "purpose about".</summary>
    public async Task<List<string>> LogAsync(string did)
    {
        await using var command = World.Database.Source.CreateCommand("SELECT coalesce(purpose, '') || ' ' || coalesce(about::text, '') FROM logbook WHERE did = $1 ORDER BY epoch, xid, seq");
        await using var row = await command.With(did).ExecuteReaderAsync();
        List<string> lines = [];
        while (await row.ReadAsync()) lines.Add(row.GetString(0));
        return lines;
    }

    /// <summary>A worker who came in with this phone, as pages see them.</summary>
    public async Task<Caller> WorkerAsync(string phone)
    {
        var source = World.Database.Source;
        var account = Account.OfWorker(DateTime.UnixEpoch);
        await using (var db = World.Database.NewContext())
        {
            db.Add(account);
            await db.SaveChangesAsync();
        }

        var index = World.Vault.Index(BlindIndex.Phone, phone);
        await using (var add = source.CreateCommand("INSERT INTO account_phones (account_id, phone, phone_sealed, added_at) VALUES ($1, $2, $3, now())"))
            await add.With(account.Id, index, World.Vault.Seal(phone)).ExecuteNonQueryAsync();
        var sessions = new Sessions(source, TimeProvider.System);
        await using var connection = await source.OpenConnectionAsync();
        var (token, _) = await sessions.BeginAsync(connection, account, null, index, Guid.NewGuid(), default);
        return (await sessions.FindAsync(token, default))!;
    }

    /// <summary>An importer at a desk of that union.</summary>
    public async Task<Actor> ImporterAsync(string union, bool below)
    {
        await using var db = World.Database.NewContext();
        var account = Account.OfStaff($"导入 {Guid.NewGuid():N}"[..30], DateTime.UnixEpoch);
        var post = Post.Give(account.Id, Role.SubdistrictOfficer, await World.IdOfAsync(union), below, City.Today(World.Clock).AddDays(-1));
        db.AddRange(account, post);
        await db.SaveChangesAsync();
        return Actor.Account(account.Id, post.Id);
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
