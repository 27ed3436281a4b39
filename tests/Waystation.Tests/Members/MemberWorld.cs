using System.Text;
using Waystation.Data;
using Waystation.Tables;

namespace Waystation.Members;

/// <summary>
/// A small city for imports:
/// <code>
/// 北京市总工会
/// ├ 东区总工会 ─ 东区春街道总工会 (division 110101001)
/// └ 西区总工会 ─ 西区秋街道总工会
/// </code>
/// </summary>
sealed class MemberWorld : IAsyncDisposable
{
    public const string Header = "序号,姓名*,证件类型*,证件号码*,证件有效期,性别,出生日期,民族,学历,手机号*,现居住地,单位名称*,统一社会信用代码,所属工会*,入会日期,京卡号,会籍状态\n";
    public const string Spring = "东区春街道总工会", Autumn = "西区秋街道总工会";

    readonly TestDatabase database;

    MemberWorld(TestDatabase database, Vault vault) => (this.database, Vault) = (database, vault);

    public TestDatabase Database => database;
    public Vault Vault { get; }
    public StoppedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero));
    public ImportMembers Import => new(database.Source, Vault, Clock);

    public static async Task<MemberWorld> NewAsync()
    {
        var database = await TestDatabase.NewAsync();
        var world = new MemberWorld(database, await Vault.OpenAsync(database.Folder, database.Source));
        var city = await world.UnionAsync("city-federation", "北京市总工会", null);
        var east = await world.UnionAsync("district-federation", "东区总工会", city);
        var west = await world.UnionAsync("district-federation", "西区总工会", city);
        await world.UnionAsync("subdistrict-federation", Spring, east);
        await world.UnionAsync("subdistrict-federation", Autumn, west);
        return world;
    }

    public async Task<Guid> UnionAsync(string kind, string name, Guid? parent, string? code = null)
    {
        var id = Guid.CreateVersion7();
        await ExecuteAsync("SELECT union_add($1, $2, $3, $4, NULL, NULL, $5, false, '')", id, kind, name, (object?)parent ?? DBNull.Value, (object?)code ?? DBNull.Value);
        return id;
    }

    public Task<Guid> IdOfAsync(string union) => ScalarAsync<Guid>("SELECT id FROM unions WHERE name = $1", union);

    /// <summary>A row of the form; people are numbered, and each has a right ID.</summary>
    public static string Row(int person, string unit = "某厂", string code = "", string federation = Spring, string name = "李明", string phone = "13800000000", string more = "2020-01-02,,在籍") =>
        $"{person},{name},居民身份证,{IdOf(person)},长期,,,汉族,本科,{phone},某小区,{unit},{code},{federation},{more}";

    public static string IdOf(int person) => People.ResidentId(110101, new DateOnly(1980, 1, 1).AddDays(person / 900), person % 900 + 1);

    public static string File(params IEnumerable<string> rows) => Workbooks.Csv(Header + string.Join('\n', rows) + "\n", new UTF8Encoding(false));

    public Task<ImportReport> ImportAsync(params IEnumerable<string> rows) => Import.RunAsync(File(rows), new ImportOptions());

    public Task<long> CountAsync(string table) => ScalarAsync<long>($"SELECT count(*) FROM {table}");

    public async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var command = database.Source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public Task ExecuteAsync(string sql, params object[] values) => ScalarAsync<object>(sql, values);

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
