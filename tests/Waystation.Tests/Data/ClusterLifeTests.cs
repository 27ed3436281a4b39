using Npgsql;
using Waystation.Shared;

namespace Waystation.Data;

/// <summary>One data folder, several processes, some of which die.</summary>
[Trait("kind", "long")]
public sealed class ClusterLifeTests : IDisposable
{
    readonly DirectoryInfo temp = Directory.CreateTempSubdirectory("waystation-life-");

    DataFolder Folder => DataFolder.At(temp.FullName);

    public void Dispose() => temp.DeleteWithClusters();

    [Fact]
    public async Task The_last_to_leave_stops_the_cluster_and_nobody_before()
    {
        await using var one = await Companion.OpenAsync(Folder);
        await using var other = await Companion.OpenAsync(Folder);

        await one.LeaveAsync();
        Assert.NotNull(Processes.Postmaster(Folder));

        await other.LeaveAsync();
        await Eventually.TrueAsync(() => !Processes.In(Folder).Any());
    }

    [Fact]
    public async Task Many_that_start_at_once_on_an_empty_folder_share_one_cluster()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Database.OpenAsync(Folder, db: null)));

        var postmasters = await Task.WhenAll(opened.Select(database => TextAsync(database, "SELECT pg_postmaster_start_time()::text")));

        Assert.Single(postmasters.Distinct());
        await Task.WhenAll(opened.Select(database => database.DisposeAsync().AsTask()));
        await Eventually.TrueAsync(() => !Processes.In(Folder).Any());
    }

    [Fact]
    public async Task The_server_has_a_session_of_its_own_so_that_Ctrl_C_does_not_reach_it()
    {
        await using var database = await Database.OpenAsync(Folder, db: null);

        var postmaster = Processes.Postmaster(Folder)!.Value;

        Assert.Equal(postmaster, Processes.SessionOf(postmaster));
    }

    [Fact]
    public async Task After_kill_9_of_the_program_the_next_start_adopts_what_is_left()
    {
        await using var killed = await Companion.OpenAsync(Folder);
        await killed.KillAsync();
        var left = Processes.Postmaster(Folder);

        await using (await Database.OpenAsync(Folder, db: null)) Assert.Equal(left, Processes.Postmaster(Folder));

        await Eventually.TrueAsync(() => !Processes.In(Folder).Any());
    }

    [Fact]
    public async Task After_kill_9_of_the_server_with_a_backend_at_work_the_next_start_has_every_committed_row()
    {
        await using var killed = await Companion.OpenAsync(Folder);
        await using var database = await Database.OpenAsync(Folder, db: null);
        await DoAsync(database, "CREATE TABLE kept (n int); INSERT INTO kept SELECT generate_series(1, 1000)");
        var busy = DoAsync(database, "SELECT count(*) FROM generate_series(1, 1000000000) a, generate_series(1, 1000) b");

        await killed.KillAsync();
        Processes.Kill(Processes.Postmaster(Folder)!.Value);
        await using var next = await Database.OpenAsync(Folder, db: null);

        Assert.Equal("1000", await TextAsync(next, "SELECT count(*)::text FROM kept"));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => busy);
    }

    [Fact]
    public async Task A_server_that_dies_while_the_program_lives_is_started_again()
    {
        await using var database = await Database.OpenAsync(Folder, db: null);
        var before = Processes.Postmaster(Folder)!.Value;

        Processes.Kill(before);

        await Eventually.TrueAsync(() => Processes.Postmaster(Folder) is { } now && now != before);
        await Eventually.TrueAsync(() => AnswersAsync(database).GetAwaiter().GetResult());
    }

    [Fact]
    public async Task A_postmaster_pid_that_now_names_another_program_does_not_stand_in_the_way()
    {
        await using (await Database.OpenAsync(Folder, db: null)) { }
        var anotherProgram = $"{Environment.ProcessId}\n{Folder.Cluster}\n0\n5432\n.\n\n0 0\n";
        await File.WriteAllTextAsync(Path.Combine(Folder.Cluster, "postmaster.pid"), anotherProgram);
        await File.WriteAllTextAsync(Path.Combine(Folder.Cluster, ".s.PGSQL.5432.lock"), anotherProgram);

        await using var next = await Database.OpenAsync(Folder, db: null);

        Assert.NotNull(Processes.Postmaster(Folder));
    }

    [Fact]
    public async Task A_folder_deeper_than_a_socket_path_may_be_works()
    {
        // Otherwise root's cluster would move out of it, to a short path.
        if (Environment.IsPrivilegedProcess) await Ran.ToEndAsync("chmod", "o+x", temp.FullName);
        var deep = DataFolder.At(Path.Combine(temp.FullName, new string('深', 50), "数据"));

        await using (var database = await Database.OpenAsync(deep, db: null)) Assert.True(await AnswersAsync(database));

        await Eventually.TrueAsync(() => !Processes.In(deep).Any());
    }

    [Fact]
    public async Task A_cluster_of_another_version_is_refused_with_the_way_to_upgrade()
    {
        await using (await Database.OpenAsync(Folder, db: null)) { }
        await File.WriteAllTextAsync(Path.Combine(Folder.Cluster, "PG_VERSION"), "14\n");

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Database.OpenAsync(Folder, db: null));

        Assert.Equal("data.cluster-of-another-version", refusal.Sentence.Key);
        Assert.Contains("PostgreSQL 14", refusal.Sentence.In(Words.Chinese), StringComparison.Ordinal);
        Assert.Contains("./run restore", refusal.Sentence.In(Words.English), StringComparison.Ordinal);
    }

    static async Task<bool> AnswersAsync(Database database)
    {
        try
        {
            return await TextAsync(database, "SELECT 'here'") == "here";
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    static async Task<string> TextAsync(Database database, string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    static async Task DoAsync(Database database, string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
