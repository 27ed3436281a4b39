using System.Net;
using System.Text.Json;
using Waystation.Data;

namespace Waystation.Commands;

[Trait("kind", "long")]
public class RealProgramTests
{
    [Fact]
    public async Task A_taken_port_is_told_in_a_sentence_and_the_first_server_goes_on()
    {
        await using var program = new RealProgram();
        await program.ServeAsync();

        var second = await program.RunAsync("serve", "--no-demo", "--port", $"{program.Port}");

        Assert.Equal(ExitCode.NothingDone, second.ExitCode);
        Assert.Contains($"{program.Port}", second.Errors);
        using var visitor = program.Visitor;
        Assert.Equal(HttpStatusCode.OK, await RealProgram.StatusAsync(visitor, "/about"));
    }

    [Fact]
    public async Task Wrong_usage_and_unreadable_input_write_nothing_and_stay_one_JSON_document()
    {
        await using var program = new RealProgram();

        foreach (var words in new string[][] { ["import", "nonsense", "--json"], ["import", "members", "/no/such/file.xlsx", "--json"], ["--nonsense", "--json"] })
        {
            var (code, output, _) = await program.RunAsync(words);

            Assert.Equal(ExitCode.NothingDone, code);
            Assert.NotEqual("", JsonDocument.Parse(output).RootElement.GetProperty("error").GetProperty("message").GetString());
        }
    }

    [Fact]
    public async Task The_log_is_checked_from_the_command_line_and_a_changed_line_is_found()
    {
        await using var program = new RealProgram();
        Assert.Equal(ExitCode.NothingDone, (await program.RunAsync("verify-logbook", "--json")).ExitCode);
        Assert.Equal(ExitCode.Done, (await program.RunAsync("import", "divisions", Examples.At("beijing-divisions.csv"))).ExitCode);

        var (holds, figures, _) = await program.RunAsync("verify-logbook", "--json");
        Assert.Equal((ExitCode.Done, 1L), (holds, JsonDocument.Parse(figures).RootElement.GetProperty("rows").GetInt64()));

        await using (var database = await Database.OpenAsync(program.Folder, db: null))
        await using (var tamper = database.Source.CreateCommand("ALTER TABLE logbook DISABLE TRIGGER USER; UPDATE logbook SET amount = amount + 1; ALTER TABLE logbook ENABLE TRIGGER USER"))
            await tamper.ExecuteNonQueryAsync();
        var (found, broken, _) = await program.RunAsync("verify-logbook", "--json");
        Assert.Equal((ExitCode.SomethingFound, 1), (found, JsonDocument.Parse(broken).RootElement.GetProperty("findings").GetArrayLength()));
    }

    [Fact]
    public async Task A_command_joins_the_cluster_of_a_running_server()
    {
        await using var program = new RealProgram();
        var server = await program.ServeAsync();

        var import = await program.RunAsync("import", "divisions", Examples.At("beijing-divisions.csv"), "--json");

        Assert.Equal(ExitCode.Done, import.ExitCode);
        Assert.Equal(7901, JsonDocument.Parse(import.Output).RootElement.GetProperty("created").GetInt32());
        Assert.False(server.HasExited);
        using var visitor = program.Visitor;
        Assert.Equal(HttpStatusCode.OK, await RealProgram.StatusAsync(visitor, "/unions"));
    }

    [Fact]
    public async Task A_backup_taken_from_a_running_server_fills_an_empty_folder_and_no_other()
    {
        await using var program = new RealProgram();
        await using var elsewhere = new RealProgram();
        await program.ServeAsync();
        await program.RunAsync("import", "divisions", Examples.At("beijing-divisions.csv"));
        var file = Path.Combine(program.Folder.Root, "..", "backup.zip");

        var nothing = await elsewhere.RunAsync("backup", file, "--json");
        var backup = await program.RunAsync("backup", file, "--json");
        var intoFull = await program.RunAsync("restore", file, "--json");
        var intoEmpty = await elsewhere.RunAsync("restore", file, "--json");
        var withoutKey = await elsewhere.RunAsync("import", "divisions", Examples.At("beijing-divisions.csv"), "--json");

        Assert.Equal(
            [ExitCode.NothingDone, ExitCode.Done, ExitCode.NothingDone, ExitCode.Done, ExitCode.NothingDone],
            [nothing.ExitCode, backup.ExitCode, intoFull.ExitCode, intoEmpty.ExitCode, withoutKey.ExitCode]);
        Assert.Equal(RowsOf(backup.Output), RowsOf(intoEmpty.Output));
        Assert.Contains("master.json", withoutKey.Output);
    }

    static long RowsOf(string output) => JsonDocument.Parse(output).RootElement.GetProperty("rows").GetInt64();

    [Fact]
    public async Task Told_to_stop_the_program_leaves_nothing_running()
    {
        await using var program = new RealProgram();
        var server = await program.ServeAsync();

        var code = await RealProgram.TerminateAsync(server);

        Assert.Equal(ExitCode.Done, code);
        Assert.Empty(Processes.In(program.Folder));
    }

    [Fact]
    public async Task While_the_database_is_away_pages_say_503_and_then_heal_by_themselves()
    {
        // Made from the database at every visit, for everybody.
        const string Page = "/join";
        await using var program = new RealProgram();
        await program.ServeAsync();
        await program.RunAsync("import", "divisions", Examples.At("beijing-divisions.csv"));
        using var visitor = program.Visitor;
        Assert.Equal(HttpStatusCode.OK, await RealProgram.StatusAsync(visitor, Page));

        foreach (var process in Processes.In(program.Folder).ToList()) Processes.Kill(process);
        var away = await visitor.GetAsync(Page);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        Assert.Equal("5", away.Headers.GetValues("Retry-After").Single());
        Assert.Contains("暂时连不上数据库", await away.Content.ReadAsStringAsync());
        await Eventually.TrueAsync(() => visitor.GetAsync(Page).GetAwaiter().GetResult().StatusCode == HttpStatusCode.OK);
    }
}
