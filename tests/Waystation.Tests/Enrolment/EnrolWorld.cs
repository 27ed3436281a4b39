using System.Text;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Members;
using Waystation.MutualAid;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Enrolment;

/// <summary>A unit with its members, whose lists are read and taken as its chair does it.</summary>
sealed class EnrolWorld : IAsyncDisposable
{
    public const string Header = "序号,姓名,证件号码,份数,每份互助费";

    readonly TestDatabase? database;
    readonly DirectoryInfo files = Directory.CreateTempSubdirectory("waystation-enrol-");

    EnrolWorld(TestDatabase? database, House house) => (this.database, House, Rules) = (database, house, Rules.Read(house.Folder, Rooms.RuleKinds));

    public House House { get; }
    public Rules Rules { get; }
    public Guid City { get; private set; }
    public Guid Unit { get; private set; }

    public static async Task<EnrolWorld> NewAsync(int people = 4)
    {
        var database = await TestDatabase.NewAsync();
        return await new EnrolWorld(database, await House.OpenAsync(database.Folder, database.Database.ConnectionString)).FoundedAsync(people);
    }

    /// <summary>In a house that is served; it keeps its own database.</summary>
    public static Task<EnrolWorld> InAsync(TestHouse served, int people = 4) => new EnrolWorld(null, served.House).FoundedAsync(people);

    async Task<EnrolWorld> FoundedAsync(int people)
    {
        City = await Branch.UnionAsync(House, "city-federation", "北京市总工会", null);
        Unit = await Branch.UnionAsync(House, "grassroots", "某厂工会", City);
        for (var person = 1; person <= people; person++) await JoinAsync(Unit, Number(person));
        return this;
    }

    public DateOnly Today => Shared.City.Today(House.Clock);

    /// <summary>The year of a plan that has not begun yet.</summary>
    public PlanYear Next(string plan) => PlanYear.Open(Rules, Today).Last(y => y.Rule.Id == plan);

    public PlanYear Running(string plan) => PlanYear.Open(Rules, Today).First(y => y.Rule.Id == plan);

    /// <summary>A right number; men by default, born on 4 March 1985.</summary>
    public static string Number(int person, string born = "19850304", bool woman = false)
    {
        var first = $"110101{born}{person:D2}{(woman ? 2 : 1)}";
        return first + IdentityDocument.CheckDigit(first);
    }

    public async Task<Guid> JoinAsync(Guid union, string number, string state = "member", string name = "张三", string phone = "")
    {
        var document = new IdentityDocument(DocumentKind.ResidentId, number);
        await using var make = House.Database.Source.CreateCommand(
            """
            INSERT INTO members (id, union_id, state, name, sex, born_on, document_kind, document_index, secrets, joined_on, joined_on_stated, form_digest, reported_on)
            VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, 'resident-id', $6, $7, current_date, true, gen_random_uuid(), current_date) RETURNING id
            """).With(union, state, name, document.Sex is Sex.Female ? "female" : "male", document.BornOn, PersonIndex.Of(number, House.Vault), new MemberSecrets(number, phone, "", "").Seal(House.Vault));
        return (Guid)(await make.ExecuteScalarAsync())!;
    }

    public static string Row(int row, string number, string name = "张三", string shares = "", string price = "") => $"{row},{name},{number},{shares},{price}";

    /// <summary>Everybody of the unit, at one price.</summary>
    public static string[] Rows(int people, string price = "") => [.. Enumerable.Range(1, people).Select(i => Row(i, Number(i), price: price))];

    public string FileOf(IEnumerable<string> rows, Encoding? encoding = null)
    {
        var path = Path.Combine(files.FullName, $"{Guid.NewGuid():N}.csv");
        File.WriteAllLines(path, rows.Prepend(Header), encoding ?? new UTF8Encoding(false));
        return path;
    }

    /// <summary>A list as it was read: its state, and what is wrong with it as "row column code".</summary>
    public async Task<(Guid Id, string State, string[] Wrong)> ReadAsync(PlanYear year, string file)
    {
        var id = await AnnounceAsync(year);
        await new ReadRoll(House, Rules).RunAsync(id, file, default);
        return (id, await AskAsync<string>($"SELECT state FROM aid_rolls WHERE id = '{id}'"),
            await AskAsync<string[]>($"SELECT coalesce(array_agg(row_number || ' ' || coalesce(column_name, '') || ' ' || code ORDER BY row_number, code), '{{}}') FROM aid_roll_problems WHERE roll_id = '{id}'"));
    }

    public async Task<Guid> AnnounceAsync(PlanYear year) => await AskAsync<Guid>(
        $"""
        INSERT INTO aid_rolls (id, union_id, plan, year_begins_on, rule, file_name, account_id, post_id, made_at, state)
        VALUES (gen_random_uuid(), '{Unit}', '{year.Rule.Id}', '{year.BeginsOn:yyyy-MM-dd}', '{year.Rule.Stamp}', 'list.csv', gen_random_uuid(), gen_random_uuid(), now(), 'waiting') RETURNING id
        """);

    public Task<Guid> TakeAsync(Guid roll) => new TakeRoll(House, Rules).RunAsync(Actor.Command, roll, default);

    public async Task<Guid> EnrolAsync(PlanYear year, params string[] rows) => await TakeAsync((await ReadAsync(year, FileOf(rows))).Id);

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = House.Database.Source.CreateCommand(sql);
        command.CommandTimeout = 0;
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task DoAsync(string sql)
    {
        await using var command = House.Database.Source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
        {
            await House.DisposeAsync();
            await database.DisposeAsync();
        }

        files.Delete(recursive: true);
    }
}
