using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Npgsql;
using Waystation.Accounts;
using Waystation.Members;
using Waystation.Shared;

namespace Waystation.FullExports;

/// <summary>Two officers, one file, one day; three people of the street 德胜 and their numbers in full.</summary>
public class FullExportTests
{
    sealed record World(TestHouse Web, Branch Branch, HttpClient Asker, HttpClient Second) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Web.DisposeAsync();
    }

    static async Task<World> NewAsync()
    {
        var (web, branch) = await Walk.InAsync();
        var import = new ImportMembers(web.House.Database.Source, web.House.Vault, web.House.Clock);
        await import.RunAsync(MemberWorld.File(MemberWorld.Row(3, federation: Branch.ChildName), MemberWorld.Row(4, federation: Branch.ChildName)), new ImportOptions());
        return new(web, branch, await web.StaffAsync(Role.SubdistrictOfficer, branch.Child), await web.StaffAsync(Role.DistrictOfficer, branch.Own));
    }

    static async Task<HttpResponseMessage> PostAsync(HttpClient who, string address, params (string, string)[] fields)
    {
        var token = ((IHtmlInputElement)(await TestHouse.PageAsync(who, "/sessions")).QuerySelector("input[name=__RequestVerificationToken]")!).Value;
        return await who.PostAsync(address, new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))));
    }

    static Task<HttpResponseMessage> AskAsync(HttpClient who, string query = "handler=List", string why = "LegalReport") => PostAsync(who, $"/exports/ask?{query}", ("why", why));

    static async Task<string> AskedAsync(World world, string query = "handler=List") => (await AskAsync(world.Asker, query)).Headers.Location!.OriginalString;

    static Task<HttpResponseMessage> ReleaseAsync(HttpClient who, string export) => PostAsync(who, $"{export}?handler=Release");

    static Task<HttpResponseMessage> TakeAsync(HttpClient who, string export) => PostAsync(who, $"{export}?handler=Take", ("kind", "csv"));

    static async Task<string> RefusedAsync(HttpResponseMessage answer) =>
        new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()).QuerySelector(".validation-summary-errors li")?.TextContent ?? $"{(int)answer.StatusCode}";

    static async Task<T> ScalarAsync<T>(World world, string sql)
    {
        await using var ask = world.Web.House.Database.Source.CreateCommand(sql);
        return (T)(await ask.ExecuteScalarAsync())!;
    }

    static Task DoAsync(World world, string sql) => ScalarAsync<object>(world, $"{sql}; SELECT 1");

    static async Task<string[]> RowsAsync(HttpResponseMessage file) => Encoding.UTF8.GetString(await file.Content.ReadAsByteArrayAsync()).TrimEnd().Split("\r\n")[1..];

    [Fact]
    public async Task Without_a_purpose_a_right_a_reach_or_anybody_on_it_nothing_is_asked()
    {
        await using var world = await NewAsync();
        var leader = await world.Web.StaffAsync(Role.Leader, world.Branch.Own);

        Assert.Equal(Words.Say("members.purpose-needed"), await RefusedAsync(await AskAsync(world.Asker, why: "")));
        Assert.Equal(Words.Say("exports.nobody-on-it"), await RefusedAsync(await AskAsync(world.Asker, "handler=List&name=无此人")));
        Assert.Equal(Words.Say("exports.no-people-behind"), await RefusedAsync(await AskAsync(world.Asker, $"handler=Records&union={world.Branch.Child}&indicator=stations")));
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(world.Asker, $"handler=Records&union={world.Branch.Own}&indicator=members")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(world.Asker, $"handler=List&union={world.Branch.Sibling}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(leader)).StatusCode);
        Assert.Equal(0, await ScalarAsync<long>(world, "SELECT count(*) FROM full_exports"));
    }

    [Fact]
    public async Task Nobody_releases_their_own_nor_from_elsewhere_nor_over_less_and_none_is_taken_unreleased()
    {
        await using var world = await NewAsync();
        var export = await AskedAsync(world);
        var (elsewhere, alone) = (await world.Web.StaffAsync(Role.DistrictOfficer, world.Branch.Sibling), await world.Web.StaffAsync(Role.SubdistrictOfficer, world.Branch.Child, below: false));

        Assert.Equal(Words.Say("exports.somebody-else-releases"), await RefusedAsync(await ReleaseAsync(world.Asker, export)));
        Assert.Equal(HttpStatusCode.NotFound, (await ReleaseAsync(elsewhere, export)).StatusCode);
        Assert.Equal(Words.Say("exports.reaches-too-little"), await RefusedAsync(await ReleaseAsync(alone, export)));
        Assert.Equal(Words.Say("exports.not-released"), await RefusedAsync(await TakeAsync(world.Asker, export)));
        await ReleaseAsync(world.Second, export);
        Assert.Equal(Words.Say("exports.released-already"), await RefusedAsync(await ReleaseAsync(await world.Web.OfficerAsync(), export)));
        Assert.Equal(Words.Say("exports.who-asked-takes-it"), await RefusedAsync(await TakeAsync(world.Second, export)));
    }

    [Fact]
    public async Task The_database_itself_keeps_four_eyes_the_day_and_what_was_asked()
    {
        await using var world = await NewAsync();
        var id = (await AskedAsync(world)).Split('/')[^1];
        var own = $"UPDATE full_exports SET released_by = asked_by, released_post = asked_post, released_at = now() WHERE id = '{id}'";

        Assert.Equal("full_exports_four_eyes", (await Assert.ThrowsAsync<PostgresException>(() => DoAsync(world, own))).ConstraintName);
        foreach (var change in new[]
        {
            $"UPDATE full_exports SET people = 1 WHERE id = '{id}'",
            $"INSERT INTO full_export_downloads VALUES ('{id}', now(), 1, sha256('x'))",
        })
            Assert.Equal("WS001", (await Assert.ThrowsAsync<PostgresException>(() => DoAsync(world, change))).SqlState);
        // With the guard away the same statement goes through.
        await DoAsync(world, "ALTER TABLE full_exports DROP CONSTRAINT full_exports_four_eyes");
        await DoAsync(world, own);
    }

    [Fact]
    public async Task A_day_after_asking_it_is_over()
    {
        await using var world = await NewAsync();
        var (late, released) = (await AskedAsync(world), await AskedAsync(world));
        await ReleaseAsync(world.Second, released);
        await DoAsync(world, "ALTER TABLE full_exports DISABLE TRIGGER full_exports_stay; UPDATE full_exports SET asked_at = asked_at - interval '1 day', expires_at = expires_at - interval '1 day', released_at = released_at - interval '1 day'");

        Assert.Equal(Words.Say("exports.day-is-over"), await RefusedAsync(await ReleaseAsync(world.Second, late)));
        Assert.Equal(Words.Say("exports.day-is-over"), await RefusedAsync(await TakeAsync(world.Asker, released)));
        await AskedAsync(world);
        Assert.Equal(3, await ScalarAsync<long>(world, "SELECT count(*) FROM full_export_people"));
    }

    [Theory]
    [InlineData("handler=List")]
    [InlineData("handler=Records&indicator=members&union=")]
    public async Task The_file_has_as_many_rows_as_were_shown_in_full_and_each_step_is_in_everybodys_log(string query)
    {
        await using var world = await NewAsync();
        var export = await AskedAsync(world, query.EndsWith('=') ? query + world.Branch.Child : query);
        await ReleaseAsync(world.Second, export);

        var file = await TakeAsync(world.Asker, export);
        var rows = await RowsAsync(file);

        Assert.Equal(3, rows.Length);
        Assert.All(new[] { 1, 3, 4 }, person => Assert.Single(rows, row => row.Contains(MemberWorld.IdOf(person), StringComparison.Ordinal)));
        Assert.Equal("asked-full-export 3, released-full-export 3, took-full-export 3", await ScalarAsync<string>(world,
            "SELECT string_agg(did || ' ' || many, ', ' ORDER BY did) FROM (SELECT did, count(DISTINCT a.member_id) AS many FROM logbook JOIN logbook_about a USING (epoch, xid, seq) WHERE did LIKE '%full-export' AND purpose = 'legal-report' GROUP BY did) lines"));
        Assert.Equal(Words.Say("exports.taken-already"), await RefusedAsync(await TakeAsync(world.Asker, export)));
        var member = await RouteIds.IdAsync(world.Web.House, "SELECT m.id FROM members m JOIN unions u ON u.id = m.union_id WHERE u.name = '某厂' LIMIT 1");
        Assert.Contains(Words.Say("mydata.did-took-full-export"), await (await world.Web.WorkerAsync(member)).GetStringAsync("/me/looks"));
        Assert.DoesNotContain("LegalReport", await ScalarAsync<string>(world, "SELECT string_agg(purpose, ' ') FROM full_exports"));
    }

    [Fact]
    public async Task Who_left_the_branch_since_stays_on_the_file_masked()
    {
        await using var world = await NewAsync();
        var export = await AskedAsync(world);
        await ReleaseAsync(world.Second, export);
        await DoAsync(world, "UPDATE members SET union_id = (SELECT id FROM unions WHERE name = '别厂') WHERE id = (SELECT m.id FROM members m JOIN unions u ON u.id = m.union_id WHERE u.name = '某厂' ORDER BY m.id LIMIT 1)");

        var rows = await RowsAsync(await TakeAsync(world.Asker, export));

        Assert.Equal(3, rows.Length);
        Assert.DoesNotContain(MemberWorld.IdOf(1), string.Join('\n', rows));
        Assert.Single(rows, row => row.Contains("****", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task Of_two_who_take_it_at_once_one_has_it_and_without_the_key_both(bool guarded, int files)
    {
        await using var world = await NewAsync();
        var export = await AskedAsync(world);
        await ReleaseAsync(world.Second, export);
        if (!guarded) await DoAsync(world, "ALTER TABLE full_export_downloads DROP CONSTRAINT full_export_downloads_pkey");
        await using var barrier = await Barrier.BeforeInsertAsync(world.Web.House.Database.Source, "full_export_downloads");

        var both = Task.WhenAll(TakeAsync(world.Asker, export), TakeAsync(world.Asker, export));
        await barrier.OpenWhenWaitingAsync(2);

        Assert.Equal(files, (await both).Count(answer => answer.Content.Headers.ContentType!.MediaType == "text/csv"));
        Assert.Equal(files, await ScalarAsync<long>(world, "SELECT count(*) FROM full_export_downloads"));
    }

    [Fact]
    public async Task An_erased_person_is_on_no_list_that_waits()
    {
        await using var world = await NewAsync();
        await AskedAsync(world);
        var member = await RouteIds.IdAsync(world.Web.House, "SELECT member_id FROM full_export_people LIMIT 1");
        await DoAsync(world, $"UPDATE members SET state = 'left' WHERE id = '{member}'");
        await using var connection = await world.Web.House.Database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        await new MyData.ErasePerson(new EraseMember(world.Web.House.Vault, world.Web.House.Clock), new Data.PersonKeys(world.Web.House.Vault, world.Web.House.Clock), world.Web.House.Clock).RunAsync(connection, member, default);
        await transaction.CommitAsync();

        Assert.Equal(2, await ScalarAsync<long>(world, "SELECT count(*) FROM full_export_people"));
    }
}
