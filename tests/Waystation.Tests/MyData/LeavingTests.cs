using System.Net;
using Npgsql;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Shared;
using static Waystation.MyData.MyDataWorld;

namespace Waystation.MyData;

/// <summary>Leaving the union, and being erased.</summary>
public class LeavingTests
{
    static readonly string[] secrets = [Wang, "小芳", WangsDocument, WangsPhone, WangsSignInPhone, WangsCard, WangsHome, "想换个地方"];

    static async Task<string> SaidAsync(HttpResponseMessage answer) =>
        new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()).QuerySelector("[role=alert]")?.TextContent ?? "";

    static async Task<HttpClient> LeftAsync(MyDataWorld world)
    {
        var worker = await world.WorkerAsync();
        await LeaveAsync(worker, "Quit");
        Assert.Equal(HttpStatusCode.Redirect, (await DecideAsync(await world.OfficerAsync("甲厂"), await world.RequestAsync(), "Grant")).StatusCode);
        return worker;
    }

    static Task<long> MembersAsync(MyDataWorld world, DateOnly on) =>
        world.ScalarAsync<long>("SELECT sum(members)::bigint FROM union_members_below((SELECT id FROM unions WHERE name = '东区总工会'), $1)", on);

    static DateOnly Today(MyDataWorld world) => City.Today(world.House.House.Clock);

    /// <summary>The record's row as it stands, by column.</summary>
    static async Task<Dictionary<string, object>> RowAsync(MyDataWorld world, Guid member)
    {
        await using var command = world.Source.CreateCommand("SELECT * FROM members WHERE id = $1").With(member);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return Enumerable.Range(0, row.FieldCount).ToDictionary(row.GetName, row.GetValue);
    }

    static async Task EraseAsync(MyDataWorld world, Guid member, bool onlyEnded = true)
    {
        var house = world.House.House;
        await using var connection = await world.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await new ErasePerson(new EraseMember(house.Vault, house.Clock) { OnlyEnded = onlyEnded }, new PersonKeys(house.Vault, house.Clock), house.Clock).RunAsync(connection, member, default);
        await transaction.CommitAsync();
    }

    [Fact]
    public async Task Leaving_is_refused_for_one_reason_only()
    {
        await using var world = await MyDataWorld.NewAsync();
        await LeaveAsync(await world.WorkerAsync(), "Quit");
        var (officer, request) = (await world.OfficerAsync("甲厂"), await world.RequestAsync());

        foreach (var reason in (string[])["KeptByLaw", "AlreadyCorrect", "NotHeld"])
            Assert.Contains("请从列出的理由里选择", await SaidAsync(await DecideAsync(officer, request, "Refuse", reason)), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await DecideAsync(officer, request, "Refuse", "IdentityNotEstablished")).StatusCode);
    }

    [Fact]
    public async Task A_record_is_not_erased_while_its_membership_stands()
    {
        await using var world = await MyDataWorld.NewAsync();

        var answer = await LeaveAsync(await world.WorkerAsync(), "Erase");

        Assert.Contains("请先申请退会", await SaidAsync(answer), StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<Refusal>(async () => await EraseAsync(world, await world.MemberAsync()));
        Assert.Equal("members.still-a-member", refused.Sentence.Key);
        Assert.NotNull(await world.RecordAsync());
    }

    [Fact]
    public async Task Without_that_guard_a_standing_member_would_be_gone()
    {
        await using var world = await MyDataWorld.NewAsync();
        var member = await world.MemberAsync();

        await EraseAsync(world, member, onlyEnded: false);

        Assert.Equal(EraseMember.Nobody, await world.ScalarAsync<string>("SELECT name FROM members WHERE id = $1", member));
        Assert.Equal("member", await world.ScalarAsync<string>("SELECT state FROM members WHERE id = $1", member));
    }

    [Fact]
    public async Task Who_has_left_is_counted_up_to_that_day_and_not_after_and_may_come_back()
    {
        await using var world = await MyDataWorld.NewAsync();
        var today = Today(world);
        Assert.Equal(2, await MembersAsync(world, today));

        await LeftAsync(world);

        Assert.Equal((2L, 1L), (await MembersAsync(world, today.AddDays(-1)), await MembersAsync(world, today)));
        Assert.Equal(1, await world.ScalarAsync<long>("SELECT count(*) FROM past_memberships WHERE reason = 'left'"));
        Assert.Equal(1, await world.ScalarAsync<long>("SELECT count(*) FROM code_revocations"));
        Assert.Equal(0, await world.ScalarAsync<long>("SELECT count(*) FROM memberships WHERE member_id = $1 AND upper_inf(during)", await world.MemberAsync()));

        await world.DoAsync("UPDATE members SET state = 'member' WHERE id = $1", await world.MemberAsync());

        Assert.Equal((2L, 2L), (await MembersAsync(world, today.AddDays(-1)), await MembersAsync(world, today)));
    }

    [Fact]
    public async Task After_erasing_the_whole_database_holds_nothing_of_the_person_and_the_counts_stay()
    {
        await using var world = await MyDataWorld.NewAsync();
        var member = await world.MemberAsync();
        var worker = await LeftAsync(world);
        await AskToCorrectAsync(worker, "residence", "新居", "想换个地方");
        await DecideAsync(await world.OfficerAsync("甲厂"), await world.RequestAsync(), "Grant");
        await TestHouse.PostFormAsync(worker, "/me/leave?handler=Erase", new() { ["Sure"] = "true", ["Why"] = "想换个地方" });
        var (yesterday, before) = (Today(world).AddDays(-1), await RowAsync(world, member));
        Assert.NotEmpty(await FoundAsync(world));

        Assert.Equal(HttpStatusCode.Redirect, (await DecideAsync(await world.OfficerAsync("甲厂"), await world.RequestAsync(), "Grant")).StatusCode);

        Assert.Empty(await FoundAsync(world));
        Assert.Equal(2, await MembersAsync(world, yesterday));
        Assert.Equal(0, await world.ScalarAsync<long>("SELECT count(*) FROM person_keys"));
        Assert.Equal(HttpStatusCode.Redirect, (await worker.GetAsync("/me/data")).StatusCode);
        AssertEmptied(before, await RowAsync(world, member));
    }

    [Fact]
    public async Task Who_has_an_open_claim_is_erased_when_it_is_over_and_not_before()
    {
        await using var world = await MyDataWorld.NewAsync();
        var member = await world.MemberAsync();
        var worker = await LeftAsync(world);
        await world.DoAsync(
            """
            INSERT INTO claims (id, person, member_id, union_id, plan, benefit, rule, year_begins, happened_on, state, state_since, filed_at, by_app, account_id, details, consent, consent_at)
            SELECT gen_random_uuid(), m.document_index, m.id, m.union_id, 'inpatient', 'inpatient', 'x', '2024-01-01', '2024-02-01', 'payable', now(), now(), true, (SELECT id FROM accounts WHERE member_id = m.id LIMIT 1), '\x00', 'x', now()
            FROM members m WHERE m.id = $1
            """, member);
        await TestHouse.PostFormAsync(worker, "/me/leave?handler=Erase", new() { ["Sure"] = "true", ["Why"] = "想换个地方" });
        var officer = await world.OfficerAsync("甲厂");

        Assert.Contains("没有办完的互助保障申领", await (await DecideAsync(officer, await world.RequestAsync(), "Grant")).Content.ReadAsStringAsync());
        await world.DoAsync("UPDATE claims SET state = 'paid' WHERE member_id = $1", member);
        Assert.Equal(HttpStatusCode.Redirect, (await DecideAsync(officer, await world.RequestAsync(), "Grant")).StatusCode);
    }

    /// <summary>Whoever adds a column to members decides here whether it names somebody.</summary>
    static void AssertEmptied(Dictionary<string, object> before, Dictionary<string, object> after)
    {
        string[] countsOnly = ["id", "union_id", "state", "joined_on", "joined_on_stated", "belongs_since", "reported_by_run", "reported_on", "answer", "answered_at", "created_at", "left_on"];

        Assert.Empty(before.Where(column => !countsOnly.Contains(column.Key) && column.Value is not (DBNull or "") && Equals(column.Value, after[column.Key])).Select(column => column.Key));
    }

    [Fact]
    public async Task The_seals_of_the_log_hold_after_a_persons_key_is_destroyed()
    {
        await using var world = await MyDataWorld.NewAsync();
        var worker = await world.WorkerAsync();
        await AskToCorrectAsync(worker);
        await DecideAsync(await world.OfficerAsync("甲厂"), await world.RequestAsync(), "Grant");
        await LeaveAsync(worker, "Quit");
        await DecideAsync(await world.OfficerAsync("甲厂"), await world.RequestAsync(), "Grant");
        await using var connection = await world.Source.OpenConnectionAsync();
        var keys = world.Get<PersonKeys>();
        var (member, payload) = (await world.MemberAsync(), await world.ScalarAsync<byte[]>("SELECT payload FROM logbook WHERE did = 'corrected-member'"));
        Assert.Equal("ethnicity", (await keys.FindAsync(connection, member))!.Open(payload));
        await Eventually.TrueAsync(() => new VerifyLog(world.House.House).RunAsync().GetAwaiter().GetResult() is { Unsealed: 0, Findings: [] });

        await EraseAsync(world, member);

        Assert.Null(await keys.FindAsync(connection, member));
        Assert.ThrowsAny<Refusal>(() => world.House.House.Vault.Open(payload));
        Assert.Equal(payload, await world.ScalarAsync<byte[]>("SELECT payload FROM logbook WHERE did = 'corrected-member'"));
        Assert.Empty((await new VerifyLog(world.House.House).RunAsync()).Findings);
    }

    [Fact]
    public async Task Erasing_twice_changes_nothing_and_a_phone_that_others_share_stays_theirs()
    {
        await using var world = await MyDataWorld.NewAsync();
        var member = await world.MemberAsync();
        await LeftAsync(world);
        var others = await world.House.WorkerAsync(await world.MemberAsync(Li));
        await world.DoAsync(
            """
            INSERT INTO account_phones (account_id, phone, phone_sealed, added_at)
            SELECT li.id, f.phone, f.phone_sealed, now() FROM account_phones f, accounts li WHERE li.member_id = $1
            """, await world.MemberAsync(Li));

        await EraseAsync(world, member);
        var once = await RowAsync(world, member);
        await EraseAsync(world, member);

        Assert.Equal(once.Values, (await RowAsync(world, member)).Values);
        Assert.Equal(1, await world.ScalarAsync<long>("SELECT count(*) FROM account_phones"));
        Assert.Equal(HttpStatusCode.OK, (await others.GetAsync("/me/data")).StatusCode);
    }

    /// <summary>Every place in which something of hers still stands: in the clear in any table, or in any value that the vault or her own key opens.</summary>
    static async Task<List<string>> FoundAsync(MyDataWorld world)
    {
        await using var connection = await world.Source.OpenConnectionAsync();
        var key = (await world.Get<PersonKeys>().FindAsync(connection, [await world.ScalarAsync<Guid>("SELECT id FROM members ORDER BY id LIMIT 1")])).Values.SingleOrDefault();
        List<string> found = [];
        foreach (var (table, sealedColumns) in await TablesAsync(world))
        {
            using var rows = await connection.BeginTextExportAsync($"COPY (SELECT * FROM {table}) TO STDOUT");
            var text = await rows.ReadToEndAsync();
            found.AddRange(secrets.Where(secret => text.Contains(secret, StringComparison.Ordinal)).Select(secret => $"{table}: {secret}"));
            rows.Dispose();
            foreach (var column in sealedColumns)
                foreach (var opened in await OpenedAsync(connection, world.House.House.Vault, key, table, column))
                    found.AddRange(secrets.Where(secret => opened.Contains(secret, StringComparison.Ordinal)).Select(secret => $"{table}.{column} opens to {secret}"));
        }

        return found;
    }

    static async Task<List<(string Table, string[] Sealed)>> TablesAsync(MyDataWorld world)
    {
        await using var command = world.Source.CreateCommand(
            """
            SELECT c.relname::text, coalesce(array_agg(a.attname::text) FILTER (WHERE a.atttypid = 'bytea'::regtype), '{}') FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' GROUP BY 1
            """);
        await using var row = await command.ExecuteReaderAsync();
        List<(string, string[])> tables = [];
        while (await row.ReadAsync()) tables.Add((row.GetString(0), row.GetFieldValue<string[]>(1)));
        return tables;
    }

    static async Task<List<string>> OpenedAsync(NpgsqlConnection connection, Vault vault, PersonKey? key, string table, string column)
    {
        await using var command = new NpgsqlCommand($"SELECT {column} FROM {table} WHERE {column} IS NOT NULL", connection);
        await using var row = await command.ExecuteReaderAsync();
        List<string> opened = [];
        while (await row.ReadAsync())
        {
            var value = row.GetFieldValue<byte[]>(0);
            opened.Add(Try(() => vault.Open(value)));
            opened.Add(Try(() => key?.Open(value) ?? ""));
        }

        return opened;
    }

    static string Try(Func<string> open)
    {
        try
        {
            return open();
        }
        catch (Refusal)
        {
            return "";
        }
    }
}
