using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Members;
using static Waystation.Members.MemberWorld;

namespace Waystation.MyData;

/// <summary>
/// The house with three people, each with an own unit:
/// <code>
/// 北京市总工会
/// ├ 东区总工会 ─ 东区春街道总工会 ─ 联合基层工会 ┬ 甲厂 (王小芳)
/// │                                            └ 乙厂 (李明)
/// └ 西区总工会 ─ 西区秋街道总工会 ─ 联合基层工会 ─ 丙厂 (赵六)
/// </code>
/// </summary>
sealed class MyDataWorld : IAsyncDisposable
{
    public const string Wang = "王小芳", Li = "李明", Zhao = "赵六";
    public const string WangsPhone = "13911112222", WangsSignInPhone = "13933334444", WangsCard = "6217000011112222333", WangsHome = "春风小区七号楼";

    public static string WangsDocument => IdOf(1);

    MyDataWorld(TestHouse house) => House = house;

    public TestHouse House { get; }

    public NpgsqlDataSource Source => House.House.Database.Source;

    public static async Task<MyDataWorld> NewAsync() => new(await TestHouse.NewAsync(FillAsync));

    /// <summary>A house whose messages can be read.</summary>
    public static async Task<MyDataWorld> NewWithOutboxAsync() => new(await TestHouse.NewAsync(async house =>
    {
        await house.MarkAsDemoAsync();
        await FillAsync(house);
    }));

    static async Task FillAsync(House house)
    {
        await using var tree = house.Database.Source.CreateCommand(
            """
            SELECT union_add('0198aaaa-0000-7000-8000-000000000001', 'city-federation', '北京市总工会', NULL, NULL, NULL, NULL, false, ''),
                union_add('0198aaaa-0000-7000-8000-000000000002', 'district-federation', '东区总工会', '0198aaaa-0000-7000-8000-000000000001', NULL, NULL, NULL, false, ''),
                union_add('0198aaaa-0000-7000-8000-000000000003', 'district-federation', '西区总工会', '0198aaaa-0000-7000-8000-000000000001', NULL, NULL, NULL, false, ''),
                union_add('0198aaaa-0000-7000-8000-000000000004', 'subdistrict-federation', '东区春街道总工会', '0198aaaa-0000-7000-8000-000000000002', NULL, NULL, NULL, false, ''),
                union_add('0198aaaa-0000-7000-8000-000000000005', 'subdistrict-federation', '西区秋街道总工会', '0198aaaa-0000-7000-8000-000000000003', NULL, NULL, NULL, false, '')
            """);
        await tree.ExecuteNonQueryAsync();
        var file = MemberWorld.File(
            $"1,{Wang},居民身份证,{WangsDocument},长期,,,汉族,本科,{WangsPhone},{WangsHome},甲厂,,{Spring},2020-01-02,{WangsCard},在籍",
            Row(2, unit: "乙厂", name: Li), Row(3, unit: "丙厂", name: Zhao, federation: Autumn));
        var report = await new ImportMembers(house).RunAsync(file, new ImportOptions());
        Assert.Equal(3, report.Accepted);
    }

    public Task<Guid> MemberAsync(string name = Wang) => ScalarAsync<Guid>("SELECT id FROM members WHERE name = $1", name);

    public Task<Guid> UnionAsync(string name) => ScalarAsync<Guid>("SELECT id FROM unions WHERE name = $1", name);

    /// <summary>Who is bound to that record, on a phone of their own that stands sealed, as after signing in.</summary>
    public async Task<HttpClient> WorkerAsync(string name = Wang, bool newPhone = false)
    {
        var member = await MemberAsync(name);
        var worker = await House.WorkerAsync(member);
        await DoAsync(
            """
            INSERT INTO account_phones (account_id, phone, phone_sealed, added_at, masked_until)
            SELECT a.id, s.phone, $2, now(), CASE WHEN $3 THEN now() + interval '3 days' END FROM accounts a JOIN sessions s ON s.account_id = a.id WHERE a.member_id = $1
            """, member, House.House.Vault.Seal(name == Wang ? WangsSignInPhone : "13955556666"), newPhone);
        return worker;
    }

    public async Task<HttpClient> OfficerAsync(string union, bool below = true, Role role = Role.GrassrootsChair) => await House.StaffAsync(role, await UnionAsync(union), below);

    /// <summary>The request made last.</summary>
    public Task<Guid> RequestAsync() => ScalarAsync<Guid>("SELECT id FROM data_requests ORDER BY made_at DESC, id DESC LIMIT 1");

    public static Task<HttpResponseMessage> AskToCorrectAsync(HttpClient worker, string field = "ethnicity", string value = "满族", string why = "登记错了") =>
        TestHouse.PostFormAsync(worker, "/me/correct", new() { ["Field"] = field, ["Value"] = value, ["Why"] = why });

    public static Task<HttpResponseMessage> LeaveAsync(HttpClient worker, string handler, bool sure = true) =>
        PostAsync(worker, $"/me/leave?handler={handler}", "/me/leave", sure ? new() { ["Sure"] = "true" } : []);

    public static Task<HttpResponseMessage> DecideAsync(HttpClient officer, Guid request, string handler, string? reason = null) =>
        PostAsync(officer, $"/data-requests/{request}?handler={handler}", $"/data-requests/{request}", reason is null ? [] : new() { ["Reason"] = reason });

    /// <summary>To one of a page's forms, with the token that the page gave; where there is no such page, with one of another page.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient visitor, string url, string page, Dictionary<string, string> fields)
    {
        var from = (await visitor.GetAsync(page)).IsSuccessStatusCode ? page : "/sessions";
        var token = (await TestHouse.PageAsync(visitor, from)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        fields["__RequestVerificationToken"] = token;
        return await visitor.PostAsync(url, new FormUrlEncodedContent(fields));
    }

    public async Task<T> ScalarAsync<T>(string sql, params object?[] values)
    {
        await using var command = Source.CreateCommand(sql);
        command.With(values);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task<int> DoAsync(string sql, params object?[] values)
    {
        await using var command = Source.CreateCommand(sql);
        command.With(values);
        return await command.ExecuteNonQueryAsync();
    }

    public T Get<T>() where T : notnull => House.Services.GetRequiredService<T>();

    public async Task<MemberRecord?> RecordAsync(string name = Wang)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return await MemberRecord.FindAsync(connection, await MemberAsync(name), House.House.Vault, forUpdate: false, default);
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
