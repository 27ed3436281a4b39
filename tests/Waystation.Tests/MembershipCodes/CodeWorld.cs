using Waystation.Data;
using Waystation.Members;

namespace Waystation.MembershipCodes;

/// <summary>One grassroots union with its people, in a city whose clock stands.</summary>
sealed class CodeWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);

    readonly TestDatabase database;
    readonly Guid union;

    CodeWorld(TestDatabase database, Vault vault, Guid union) => (this.database, Vault, this.union) = (database, vault, union);

    public TestDatabase Database => database;
    public Vault Vault { get; }
    public StoppedClock Clock { get; } = new(Noon);
    public CodeKeys Keys => new(database.Source, Vault, Clock);
    public Revocations Revocations => new(database.Source, Keys, Vault, Clock);
    public RevokeCodes Revoke => new(database.Source, Clock);

    public static async Task<CodeWorld> NewAsync() => await OnAsync(await TestDatabase.NewAsync());

    public static async Task<CodeWorld> OnAsync(TestDatabase database)
    {
        var union = Guid.CreateVersion7();
        var city = new CodeWorld(database, await Vault.OpenAsync(database.Folder, database.Source), union);
        var federation = Guid.CreateVersion7();
        await city.ExecuteAsync("SELECT union_add($1, 'city-federation', '北京市总工会', NULL, NULL, NULL, NULL, false, '')", federation);
        await city.ExecuteAsync("SELECT union_add($1, 'grassroots', '某厂工会', $2, NULL, NULL, NULL, false, '')", union, federation);
        return city;
    }

    public IssueCode Issue(CodeAlgorithm algorithm) => new(database.Source, Keys, algorithm, Vault, Clock);

    public async Task<Guid> PersonAsync(string name = "王小芳", string state = MemberState.Member)
    {
        var id = Guid.CreateVersion7();
        await ExecuteAsync("""
            INSERT INTO members (id, union_id, state, name, document_kind, document_index, secrets, joined_on, joined_on_stated, form_digest, reported_on)
            VALUES ($1, $2, $3, $4, 'resident-id', gen_random_uuid(), '', '2021-04-01', true, gen_random_uuid(), '2026-01-01')
            """, id, union, state, name);
        return id;
    }

    public async Task<string> CodeAsync(Guid memberId, CodeAlgorithm? algorithm = null) => (await Issue(algorithm ?? CodeAlgorithm.Ecdsa).RunAsync(memberId)).Text;

    public async Task<Verdict> JudgeAsync(string code) => (await new CheckCode(Revocations, Clock).RunAsync(code)).Verdict;

    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = database.Source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync() => await database.DisposeAsync();
}
