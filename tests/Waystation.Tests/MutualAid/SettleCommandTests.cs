using System.Text.Json;
using Waystation.Commands;
using Waystation.Data;
using static Waystation.MutualAid.AidWorld;

namespace Waystation.MutualAid;

/// <summary>The real program in a folder of its own.</summary>
public class SettleCommandTests
{
    const string Anna = "110101196506104988";

    static readonly string insured = Examples.At("intake/insured.csv");

    static string LinesOf(string quarter) => Examples.At($"intake/settlement-{quarter}.csv");

    [Fact]
    public async Task An_empty_folder_is_filled_settled_settled_again_and_checked()
    {
        await using var program = new RealProgram();
        var to = $"{program.Folder.Root}-payments.csv";
        var bad = $"{program.Folder.Root}-bad.csv";
        await File.WriteAllTextAsync(bad, $"{LineForm.Header}\n{Line("X1", Anna, "-1", on: "2020-04-01")}\n");

        Assert.Equal(0, (await program.RunAsync("import", "insured", insured, "--json")).ExitCode);
        var first = await program.RunAsync("settle", "2020Q1", "--lines", LinesOf("2020Q1"), "--out", to, "--json");
        var bytes = await File.ReadAllBytesAsync(to);
        File.Delete(to);
        var again = await program.RunAsync("settle", "2020Q1", "--lines", LinesOf("2020Q1"), "--out", to, "--json");
        var other = await program.RunAsync("settle", "2020Q1", "--lines", LinesOf("2020Q2"), "--json");
        var refused = await program.RunAsync("settle", "2020Q2", "--lines", bad, "--json");
        var check = await program.RunAsync("verify-ledger", "--json");

        Assert.Equal((0, 0, 2, 1, 0), (first.ExitCode, again.ExitCode, other.ExitCode, refused.ExitCode, check.ExitCode));
        Assert.Equal(
            """{"quarter":"2020Q1","lines":5873,"distinctLinesKnown":5869,"refusedLines":0,"unknownPersonLines":3,"ineligiblePersons":165,"payments":572,"failed":13,"totalYuan":"248842.00","overpaidPersons":0,"alreadyRun":false}""",
            first.Output.Trim());
        Assert.Equal(first.Output.Replace("\"alreadyRun\":false", "\"alreadyRun\":true", StringComparison.Ordinal), again.Output);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(to));
        Assert.Equal(await File.ReadAllBytesAsync(Examples.At("intake/expected-2020Q1.csv")), bytes);
        Assert.Contains("冲销待核", refused.Errors);
        Assert.Equal(1, JsonDocument.Parse(refused.Output).RootElement.GetProperty("refusedLines").GetInt32());
        Assert.Equal("{", other.Output[..1]);
    }

    /// <summary>Ten moments over the whole of a run, drawn anew each time and told where one fails.</summary>
    [Fact]
    [Trait("kind", "long")]
    public async Task A_settlement_killed_at_ten_moments_comes_to_the_same_result_and_pays_nothing_twice()
    {
        await using var program = new RealProgram();
        var (to, many) = ($"{program.Folder.Root}-payments.csv", $"{program.Folder.Root}-many.csv");
        await File.WriteAllLinesAsync(many, Repeated(LinesOf("2020Q1"), 12));
        Assert.Equal(0, (await program.RunAsync("import", "insured", insured)).ExitCode);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        // With the database already up, so that the moments fall into the run and not into the start.
        await using var house = await House.OpenAsync(program.Folder, null);
        var killed = 0;
        for (var i = 0; i < 10; i++)
        {
            var run = program.Start("settle", "2020Q1", "--lines", many, "--out", to);
            await Task.Delay(random.Next(350, 2500));
            if (!run.HasExited) killed++;
            run.Kill();
            await run.WaitForExitAsync();
        }

        var last = await program.RunAsync("settle", "2020Q1", "--lines", many, "--out", to, "--json");

        var told = $"seed {seed}, {killed} killed: {last.Output}{last.Errors}";
        Assert.True(last.ExitCode == 0, told);
        Assert.True((await File.ReadAllBytesAsync(to)).SequenceEqual(await File.ReadAllBytesAsync(Examples.At("intake/expected-2020Q1.csv"))), told);
        Assert.Empty((await new VerifyLedger(house).RunAsync(default)).Findings);
    }

    [Fact]
    [Trait("kind", "long")]
    public async Task Two_programs_started_together_write_the_same_bytes_as_one()
    {
        await using var program = new RealProgram();
        var many = $"{program.Folder.Root}-many.csv";
        await File.WriteAllLinesAsync(many, Repeated(LinesOf("2020Q1"), 8));
        Assert.Equal(0, (await program.RunAsync("import", "insured", insured)).ExitCode);

        var runs = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => program.RunAsync("settle", "2020Q1", "--lines", many, "--out", $"{program.Folder.Root}-{i}.csv", "--json")));

        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Errors));
        Assert.All(Enumerable.Range(0, 2), i => Assert.Equal(File.ReadAllBytes(Examples.At("intake/expected-2020Q1.csv")), File.ReadAllBytes($"{program.Folder.Root}-{i}.csv")));
        await using var house = await House.OpenAsync(program.Folder, null);
        Assert.Empty((await new VerifyLedger(house).RunAsync(default)).Findings);
    }

    /// <summary>Lines that come again unchanged are nothing, but take their time.</summary>
    static IEnumerable<string> Repeated(string file, int times)
    {
        var lines = File.ReadAllLines(file);
        return lines.Take(1).Concat(Enumerable.Repeat(lines.Skip(1), times).SelectMany(l => l));
    }
}
