using Npgsql;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Rulebook;
using Waystation.Shared;
using static Waystation.MyData.MyDataWorld;

namespace Waystation.MyData;

/// <summary>What is past its time goes, class by class, and nothing else.</summary>
public class RetentionTests
{
    static readonly DateTimeOffset now = new(2036, 6, 15, 3, 0, 0, TimeSpan.Zero);

    static DateTime Ago(int days) => now.AddDays(-days).UtcDateTime;

    static Task<IReadOnlyList<Kept>> RunAsync(MyDataWorld world, bool dryRun = false) => world.Get<CarryOutRetention>().RunAsync(now, dryRun, default);

    static long? CountOf(IReadOnlyList<Kept> kept, string @class) => kept.Single(k => k.Rule.Id == @class).Count;

    static Task<long> RowsAsync(MyDataWorld world, string table) => world.ScalarAsync<long>($"SELECT count(*) FROM {table}");

    [Fact]
    public void Every_class_of_the_rules_has_what_carries_it_out_and_the_reverse()
    {
        var classes = RulebookRoom.Kinds.Single(kind => kind.Name == "retention").Ids;

        Assert.Equal(classes.Order(StringComparer.Ordinal), Carriers.All.Select(carrier => carrier.Class).Order(StringComparer.Ordinal));
    }

    /// <summary>Two of each: one just past its time, one just within.</summary>
    static async Task FillAsync(MyDataWorld world)
    {
        foreach (var (within, past) in ((int, int)[])[(0, 2)])
            foreach (var days in (int[])[within, past])
            {
                await world.DoAsync("INSERT INTO phone_codes (id, phone, code, made_at, expires_at) VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), $1, $1)", Ago(days));
                await world.DoAsync("INSERT INTO set_up_links (token, account_id, secret, expires_at) SELECT sha256($1::text::bytea), id, 'x', $2 FROM accounts LIMIT 1", $"{days}", Ago(days));
            }

        foreach (var days in (int[])[29, 31])
            await world.DoAsync("INSERT INTO sessions (id, token, account_id, device, made_at, seen_at, expires_at) SELECT gen_random_uuid(), sha256($1::text::bytea), id, gen_random_uuid(), $2, $2, $2 FROM accounts LIMIT 1", $"{days}", Ago(days));
        foreach (var days in (int[])[170, 190])
            await world.DoAsync("INSERT INTO messages (id, kind, state, made_at, ended_at) VALUES (gen_random_uuid(), 'sign-in-code', 'delivered', $1, $1)", Ago(days));
        foreach (var days in (int[])[6, 9])
        {
            await world.DoAsync("INSERT INTO limits (what, key, began_at, count) VALUES ('PhoneCodeADay', gen_random_uuid(), $1, 1)", Ago(days));
            await world.DoAsync("INSERT INTO locks (what, key, wrong, tried_at) VALUES ('Record', gen_random_uuid(), 1, $1)", Ago(days));
        }

        await world.DoAsync("INSERT INTO locks (what, key, wrong, tried_at, locked_until) VALUES ('Record', gen_random_uuid(), 5, $1, $2)", Ago(9), Ago(-1));
        foreach (var days in (int[])[80, 100])
            await world.DoAsync(
                """
                WITH run AS (INSERT INTO import_runs (id, kind, file_name, file_hash, workbook, started_at, finished_at) VALUES (gen_random_uuid(), 'existing', 'f', sha256($1::text::bytea), false, $2, $2) RETURNING id)
                INSERT INTO import_refused_rows (run_id, row_number, cells) SELECT id, 1, 'x' FROM run
                """, $"{days}", Ago(days));
        foreach (var days in (int[])[1000, 1200])
            await world.DoAsync(
                """
                INSERT INTO data_requests (id, union_id, account_id, kind, field, rule, state, made_at, due_on, answered_at)
                SELECT gen_random_uuid(), u.id, a.id, 'correct', 'name', 'x', 'granted', $1, '2030-01-01', $1 FROM unions u, accounts a LIMIT 1
                """, Ago(days));
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_go_and_changes_nothing()
    {
        await using var world = await MyDataWorld.NewAsync();
        await world.House.WorkerAsync();
        await world.DoAsync("DELETE FROM sessions");
        await FillAsync(world);

        var kept = await RunAsync(world, dryRun: true);

        Assert.Equal([2, 1, 1, 2, 1, 1], ((string[])[Retention.OneTimeCodes, Retention.Sessions, Retention.Messages, Retention.LimitCounters, Retention.ImportFiles, Retention.DataRequests]).Select(c => CountOf(kept, c)!.Value));
        Assert.Equal((2, 2, 2), (await RowsAsync(world, "phone_codes"), await RowsAsync(world, "messages"), await RowsAsync(world, "data_requests")));
        Assert.Equal(0, await world.ScalarAsync<long>("SELECT count(*) FROM logbook WHERE did = 'carried-out-retention'"));
    }

    [Fact]
    public async Task What_is_past_its_time_goes_what_is_within_stays_and_each_class_is_one_line_in_the_log()
    {
        await using var world = await MyDataWorld.NewAsync();
        await world.House.WorkerAsync();
        await world.DoAsync("DELETE FROM sessions");
        await FillAsync(world);

        await RunAsync(world);

        foreach (var table in (string[])["phone_codes", "set_up_links", "sessions", "messages", "limits", "import_refused_rows", "data_requests"]) Assert.Equal((table, 1), (table, (int)await RowsAsync(world, table)));
        // One within its time, and one that still locks.
        Assert.Equal(2, await RowsAsync(world, "locks"));
        Assert.Equal(6, await world.ScalarAsync<long>("SELECT count(*) FROM logbook WHERE did = 'carried-out-retention'"));
        Assert.Equal(2, await world.ScalarAsync<long>("SELECT amount FROM logbook WHERE about = $1", CarryOutRetention.IdOf(Retention.OneTimeCodes)));
    }

    [Fact]
    public async Task A_second_run_and_one_beside_it_find_nothing_more_and_write_no_line()
    {
        await using var world = await MyDataWorld.NewAsync();
        await world.House.WorkerAsync();
        await FillAsync(world);
        await Task.WhenAll(RunAsync(world), RunAsync(world), RunAsync(world));
        var lines = await world.ScalarAsync<long>("SELECT sum(amount)::bigint FROM logbook WHERE did = 'carried-out-retention'");
        await RunAsync(world);

        Assert.Equal(lines, await world.ScalarAsync<long>("SELECT sum(amount)::bigint FROM logbook WHERE did = 'carried-out-retention'"));
        Assert.Equal(1, await RowsAsync(world, "messages"));
    }

    [Fact]
    public async Task More_than_one_batch_goes_in_one_run()
    {
        await using var world = await MyDataWorld.NewAsync();
        await world.DoAsync("INSERT INTO limits (what, key, began_at, count) SELECT 'PhoneCodeADay', gen_random_uuid(), $1, 1 FROM generate_series(1, 12000)", Ago(30));

        Assert.Equal(12_000, CountOf(await RunAsync(world), Retention.LimitCounters));
    }

    [Fact]
    public async Task A_closed_account_loses_its_phones_and_its_tie_to_the_record_and_keeps_an_id()
    {
        await using var world = await MyDataWorld.NewAsync();
        await world.WorkerAsync();
        await world.WorkerAsync(Li);
        await world.DoAsync("UPDATE accounts SET closed_at = $2 WHERE member_id = $1", await world.MemberAsync(), Ago(31));
        await world.DoAsync("UPDATE accounts SET closed_at = $2 WHERE member_id = $1", await world.MemberAsync(Li), Ago(29));

        Assert.Equal(1, CountOf(await RunAsync(world), Retention.ClosedAccounts));

        Assert.Equal(1, await world.ScalarAsync<long>("SELECT count(*) FROM account_phones"));
        Assert.Equal(1, await world.ScalarAsync<long>("SELECT count(*) FROM accounts WHERE member_id IS NULL AND closed_at IS NOT NULL"));
        Assert.NotNull(await world.RecordAsync());
    }

    [Fact]
    public async Task Ended_memberships_ripe_for_the_archive_are_told_and_erased_only_where_the_city_says_so()
    {
        await using var world = await MyDataWorld.NewAsync();
        await world.DoAsync("UPDATE members SET state = 'left', left_on = $2 WHERE id = $1", await world.MemberAsync(), DateOnly.FromDateTime(Ago(3700)));

        var kept = await RunAsync(world);
        Assert.Equal((1, false), kept.Where(k => k.Rule.Id == Retention.EndedMemberships).Select(k => ((int)k.Count!, k.IsDone)).Single());
        Assert.NotNull(await world.RecordAsync());

        Assert.Equal(1, CountOf(await RunUnderAsync(world, Ours), Retention.EndedMemberships));
        Assert.Equal(0, await world.ScalarAsync<long>("SELECT count(*) FROM members WHERE name = $1", Wang));
    }

    const string Ours =
        """
        { "kind": "retention", "versions": [ { "id": "ended-memberships", "title": { "zh": "已终止的会籍", "en": "Ended memberships" }, "effectiveFrom": "2021-11-01", "effectiveTo": null, "scope": "city",
          "source": { "zh": "本市规定", "en": "The city's own" }, "reliability": "A", "value": { "keep": { "years": 10 }, "from": "ended", "then": "de-identified" } } ] }
        """;

    static async Task<IReadOnlyList<Kept>> RunUnderAsync(MyDataWorld world, string rules)
    {
        var folder = world.House.House.Folder;
        Directory.CreateDirectory(Path.Combine(folder.Root, "rulebook"));
        await File.WriteAllTextAsync(Path.Combine(folder.Root, "rulebook", "ours.json"), rules);
        return await new CarryOutRetention(world.Source, Rules.Read(folder, Rooms.RuleKinds), world.Get<ErasePerson>(), folder).RunAsync(now, dryRun: false, default);
    }

    [Fact]
    public async Task A_report_that_the_person_denied_is_erased_after_its_time()
    {
        await using var world = await MyDataWorld.NewAsync();
        await world.DoAsync("UPDATE members SET state = 'applied', answer = 'denied', answered_at = $2 WHERE id = $1", await world.MemberAsync(), Ago(400));
        await world.DoAsync("UPDATE members SET state = 'applied', answer = 'denied', answered_at = $2 WHERE id = $1", await world.MemberAsync(Li), Ago(300));

        Assert.Equal(1, CountOf(await RunAsync(world), Retention.RefusedApplications));
        Assert.Equal(0, await world.ScalarAsync<long>("SELECT count(*) FROM members WHERE name = $1", Wang));
    }

    [Fact]
    public async Task The_log_is_told_as_ripe_and_never_deleted_so_that_its_seals_hold()
    {
        await using var world = await MyDataWorld.NewAsync();
        await new LogLine(Actor.Command, Did.MadeBackup, now.AddYears(-5)).WriteAsync(world.Source);

        var kept = await RunAsync(world);

        Assert.True(CountOf(kept, Retention.Logbook) >= 1);
        Assert.Equal(1, await world.ScalarAsync<long>("SELECT count(*) FROM logbook WHERE did = 'made-backup'"));
        Assert.Null(CountOf(kept, Retention.ServerLogs));
    }

    [Theory]
    [InlineData("2026-11-21T01:00:00", 150)]
    [InlineData("2026-11-21T03:30:00", 24 * 60)]
    [InlineData("2026-11-21T18:00:00", 570)]
    public void The_job_waits_for_half_past_three_in_the_night(string local, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), KeepOnlyAsLongJob.UntilNext(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture)));
}
