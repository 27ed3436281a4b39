using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Members;
using Waystation.Messages;
using Waystation.Organisations;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Joining;

/// <summary>
/// A small city on Monday, 9 November 2026:
/// <code>
/// 北京市总工会 ─┬─ 西城区总工会 ─┬─ 德胜街道总工会 ─┬─ 德胜联合基层工会 (Joint)
///              │               │                 └─ 德胜快递工会 (Couriers)
///              │               └─ 展览路街道总工会 ── no union for individuals
///              └─ 东城区总工会 ─── 建国门街道总工会 ── 建国门联合基层工会 (Jianguo)
/// </code>
/// </summary>
sealed class JoiningWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 9, 2, 0, 0, TimeSpan.Zero);

    readonly TestDatabase database;

    JoiningWorld(TestDatabase database, Vault vault)
    {
        (this.database, Vault) = (database, vault);
        Keys = new(vault, Clock);
        Enrol = new(vault);
        Applicants = new(Keys, vault, Enrol);
        Clocks = new(Rules.Read(database.Folder, Rooms.RuleKinds), WorkingCalendar.China, Clock);
    }

    public TestDatabase Database => database;
    public StoppedClock Clock { get; } = new(Monday);
    public Vault Vault { get; }
    public PersonKeys Keys { get; }
    public EnrolMember Enrol { get; }
    public Applicants Applicants { get; }
    public JoiningClocks Clocks { get; }

    public Guid City { get; private set; }
    public Guid West { get; private set; }
    public Guid East { get; private set; }
    public Guid Desheng { get; private set; }
    public Guid Zhanlanlu { get; private set; }
    public Guid Joint { get; private set; }
    public Guid Couriers { get; private set; }
    public Guid Jianguo { get; private set; }

    public static async Task<JoiningWorld> NewAsync()
    {
        var database = await TestDatabase.NewAsync("joining_city", FillAsync);
        var world = new JoiningWorld(database, await Vault.OpenAsync(database.Folder, database.Source));
        await using var db = database.NewContext();
        var unions = await db.Set<Union>().ToDictionaryAsync(u => u.Name, u => u.Id);
        (world.City, world.West, world.East) = (unions["北京市总工会"], unions["西城区总工会"], unions["东城区总工会"]);
        (world.Desheng, world.Zhanlanlu) = (unions["西城区德胜街道总工会"], unions["西城区展览路街道总工会"]);
        (world.Joint, world.Couriers, world.Jianguo) = (unions["德胜街道联合基层工会"], unions["德胜快递工会"], unions["建国门街道联合基层工会"]);
        return world;
    }

    static async Task FillAsync(Database database)
    {
        await using var fill = database.Source.CreateCommand(
            """
            INSERT INTO divisions (code, name, level, parent_code) VALUES ('110000', '北京市', 'city', NULL), ('110102', '西城区', 'district', '110000'), ('110101', '东城区', 'district', '110000'),
                ('110102009', '德胜街道', 'street', '110102'), ('110102007', '展览路街道', 'street', '110102'), ('110101008', '建国门街道', 'street', '110101');
            SELECT union_add(id::uuid, kind, name, above::uuid, NULL, division, NULL, false, name) FROM (VALUES
                (1, '0198aaaa-0000-7000-8000-000000000001', 'city-federation', '北京市总工会', NULL, '110000'),
                (2, '0198aaaa-0000-7000-8000-000000000002', 'district-federation', '西城区总工会', '0198aaaa-0000-7000-8000-000000000001', '110102'),
                (3, '0198aaaa-0000-7000-8000-000000000003', 'district-federation', '东城区总工会', '0198aaaa-0000-7000-8000-000000000001', '110101'),
                (4, '0198aaaa-0000-7000-8000-000000000004', 'subdistrict-federation', '西城区德胜街道总工会', '0198aaaa-0000-7000-8000-000000000002', '110102009'),
                (5, '0198aaaa-0000-7000-8000-000000000005', 'subdistrict-federation', '西城区展览路街道总工会', '0198aaaa-0000-7000-8000-000000000002', '110102007'),
                (6, '0198aaaa-0000-7000-8000-000000000006', 'subdistrict-federation', '东城区建国门街道总工会', '0198aaaa-0000-7000-8000-000000000003', '110101008'),
                (7, '0198aaaa-0000-7000-8000-000000000007', 'joint-grassroots', '德胜街道联合基层工会', '0198aaaa-0000-7000-8000-000000000004', NULL),
                (8, '0198aaaa-0000-7000-8000-000000000008', 'grassroots', '德胜快递工会', '0198aaaa-0000-7000-8000-000000000004', NULL),
                (9, '0198aaaa-0000-7000-8000-000000000009', 'joint-grassroots', '建国门街道联合基层工会', '0198aaaa-0000-7000-8000-000000000006', NULL)) AS u (n, id, kind, name, above, division) ORDER BY n;
            """);
        await fill.ExecuteNonQueryAsync();
    }

    /// <summary>A person by number, with a right resident card; born in 1980 and later.</summary>
    public static Applicant Person(int person = 1, DateOnly? born = null) =>
        new("王小芳", DocumentKind.ResidentId, born is { } day ? People.ResidentId(110101, day, person) : MemberWorld.IdOf(person), "13800000000", "某快递站", "parcel-courier", born ?? new DateOnly(1980, 1, 1).AddDays(person / 900), "zh-CN");

    public async Task<JoinTarget> TargetAsync(Guid union) => (await new FindTarget(database.Source, Clock).RunAsync(union.ToString("n"), default))!;

    public async Task<Guid> WorkerAsync()
    {
        await using var db = database.NewContext();
        var account = Account.OfWorker(Clock.Now.UtcDateTime);
        db.Add(account);
        await db.SaveChangesAsync();
        return account.Id;
    }

    /// <summary>An officer who acts for the whole city.</summary>
    public async Task<Actor> OfficerAsync()
    {
        await using var db = database.NewContext();
        var account = Account.OfStaff($"officer {Guid.NewGuid():N}", Clock.Now.UtcDateTime);
        db.Add(account);
        await db.SaveChangesAsync();
        return Actor.Account(account.Id, null);
    }

    public WaystationDb As(Actor by) => database.Database.NewContext(Reach.Everywhere, by);

    public SubmitApplication Submitting(WaystationDb db) => new(db, Applicants, Enrol, Clocks, new Limits(database.Source, Clock));

    public static Caller CallerOf(Guid account, Guid? member = null, Guid? phone = null, Guid? device = null) =>
        new(Guid.NewGuid(), account, AccountKind.Worker, "", member, null, phone ?? Guid.NewGuid(), device ?? Guid.NewGuid(), null);

    public async Task<Guid> SubmitAsync(Guid union, Applicant? who = null, Guid? account = null)
    {
        var worker = account ?? await WorkerAsync();
        await using var db = As(Actor.Account(worker, null));
        return await Submitting(db).ByPhoneAsync(await TargetAsync(union), who ?? Person(), CallerOf(worker), default);
    }

    public Task ApproveAsync(Guid application, Actor by, Approval? approval = null) =>
        InAsync(by, application, (db, found) => new ApproveApplication(db, Applicants, Enrol, Clocks, Telling()).RunAsync(found, approval ?? new Approval(), default));

    public Task RefuseAsync(Guid application, string reason, Actor by, Guid? home = null) =>
        InAsync(by, application, (db, found) => new RefuseApplication(db, Applicants, Clocks, Telling()).RunAsync(found, reason, home, default));

    public Task AppealAsync(Guid application, Actor by) => InAsync(by, application, (db, found) => new AppealApplication(db, Clocks).RunAsync(found, default));

    public Task WithdrawAsync(Guid application, Actor by) => InAsync(by, application, (db, found) => new AppealApplication(db, Clocks).WithdrawAsync(found, default));

    public async Task AnswerAsync(Guid application, Actor by, Func<AnswerTransfer, Transfer, Task> answer)
    {
        await using var db = As(by);
        await answer(new AnswerTransfer(db, Clocks), await db.Set<Transfer>().SingleAsync(t => t.ApplicationId == application));
    }

    public PassUpApplications Passing(bool guarded = true) => new(database.Database, Clocks) { IsGuarded = guarded };

    public async Task<Application> ReadAsync(Guid application)
    {
        await using var db = database.NewContext();
        return await db.Set<Application>().SingleAsync(a => a.Id == application);
    }

    public async Task<Transfer> TransferAsync(Guid application)
    {
        await using var db = database.NewContext();
        return await db.Set<Transfer>().SingleAsync(t => t.ApplicationId == application);
    }

    public async Task<T> AskAsync<T>(string sql, params object[] values)
    {
        await using var ask = database.Source.CreateCommand(sql).With(values);
        return (T)(await ask.ExecuteScalarAsync())!;
    }

    public async Task DoAsync(string sql, params object[] values)
    {
        await using var act = database.Source.CreateCommand(sql).With(values);
        await act.ExecuteNonQueryAsync();
    }

    /// <summary>The sentence's key with which the act is refused.</summary>
    public static async Task<string> Refused(Func<Task> act) => (await Assert.ThrowsAsync<Refusal>(act)).Sentence.Key;

    TellApplicant Telling() => new(new SendMessage(SenderSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new("WAYSTATION_MESSAGES", "file")]).Build(), isDemo: false), Vault, Clock));

    async Task InAsync(Actor by, Guid application, Func<WaystationDb, Application, Task> act)
    {
        await using var db = As(by);
        await act(db, await db.Set<Application>().SingleAsync(a => a.Id == application));
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
