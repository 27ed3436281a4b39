using System.Diagnostics;
using System.Text.Json;
using Waystation.Data;
using Waystation.Organisations;
using static Waystation.Members.MemberWorld;

namespace Waystation.Members;

[Trait("kind", "long")]
public class KilledImportTests
{
    static IEnumerable<string> Rows(int count) =>
        Enumerable.Range(0, count).Select(i => Row(i % 13 == 12 ? i / 3 : i, unit: $"第{i % 40}厂", phone: i % 17 == 0 ? "1" : "13800000000", federation: "东城区和平里街道总工会"));

    static Process Import(string file, string folder) => Process.Start(new ProcessStartInfo("dotnet",
        ["exec", typeof(ImportMembers).Assembly.Location, "import", "members", file, "--data", folder, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    static async Task<JsonElement> FinishAsync(string file, string folder)
    {
        using var run = Import(file, folder);
        var errors = run.StandardError.ReadToEndAsync();
        var report = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        Assert.True(run.ExitCode == 1, await errors);
        return JsonDocument.Parse(report).RootElement;
    }

    static async Task FillAsync(House house)
    {
        await using var db = house.Database.NewContext();
        await new ImportDivisions(db, house.Clock).RunAsync(Examples.At("beijing-divisions.csv"));
    }

    /// <summary>Waits until some batches are stored, then ends the program without a word, as a power cut would.</summary>
    static async Task KillAfterAsync(House house, Process run, int rows)
    {
        while (!run.HasExited)
        {
            await using var command = house.Database.Source.CreateCommand("SELECT coalesce(max(last_row), 0) FROM import_runs");
            if ((int)(await command.ExecuteScalarAsync())! >= rows) break;
            await Task.Delay(5);
        }

        run.Kill();
        await run.WaitForExitAsync();
        Assert.Equal(137, run.ExitCode);
    }

    [Fact]
    public async Task An_import_killed_in_the_middle_three_times_goes_on_to_the_same_result()
    {
        var folder = Directory.CreateTempSubdirectory("waystation-killed-");
        var file = File(Rows(80_000));
        try
        {
            JsonElement expected, resumed;
            await using (var house = await House.OpenAsync(DataFolder.At(Path.Combine(folder.FullName, "whole")), null))
            {
                await FillAsync(house);
                expected = await FinishAsync(file, house.Folder.Root);
            }

            await using (var house = await House.OpenAsync(DataFolder.At(Path.Combine(folder.FullName, "cut")), null))
            {
                await FillAsync(house);
                foreach (var rows in new[] { 5_000, 20_000, 45_000 })
                {
                    using var run = Import(file, house.Folder.Root);
                    await KillAfterAsync(house, run, rows);
                }

                resumed = await FinishAsync(file, house.Folder.Root);
                await using var twins = house.Database.Source.CreateCommand("SELECT count(*) - count(DISTINCT document_index) FROM members");
                Assert.Equal(0L, await twins.ExecuteScalarAsync());
            }

            Assert.Equal(expected.GetRawText(), resumed.GetRawText());
        }
        finally
        {
            folder.DeleteWithClusters();
        }
    }
}
