using Waystation.Commands;
using Waystation.Data;
using static Waystation.DemoCity.DemoWorld;

namespace Waystation.DemoCity;

[Trait("kind", "long")]
public class KilledMakingTests
{
    [Theory]
    [InlineData("SELECT count(*) FROM unions WHERE kind = 'joint-grassroots'")]
    [InlineData("SELECT count(*) FROM members")]
    [InlineData("SELECT count(*) FROM stations")]
    public async Task A_demo_whose_making_was_killed_is_finished_at_the_next_start_and_not_shown_before(string something)
    {
        await using var program = new RealProgram();
        var killed = program.Start("serve", "--demo", "small", "--port", $"{program.Port}");
        await using (var watching = await House.OpenAsync(program.Folder, null))
        {
            while (await AskAsync<long>(watching.Database, something) == 0 && !killed.HasExited) await Task.Delay(5);
            killed.Kill();
            await killed.WaitForExitAsync();
            Assert.True(killed.ExitCode == 137, $"It ended by itself, with {killed.ExitCode}: {await killed.StandardError.ReadToEndAsync()}");
            await watching.LookAgainAsync();
            Assert.False(watching.Demo!.IsWhole);
        }

        // Whoever asks for no demo gets it whole all the same: half of it is never shown.
        await program.ServeAsync();

        await using var house = await House.OpenAsync(program.Folder, null);
        Assert.True(house.Demo is { IsWhole: true, Size: "small" });
        Assert.Equal((3_000, 800), (await AskAsync<long>(house.Database, "SELECT count(*) FROM members"), await AskAsync<long>(house.Database, "SELECT count(*) FROM stations WHERE stage IS NULL")));
        Assert.Equal((6, 22), (await AskAsync<long>(house.Database, "SELECT count(*) FROM stations WHERE stage IS NOT NULL"), await AskAsync<long>(house.Database, "SELECT count(*) FROM station_steps")));
        Assert.Equal(0, await AskAsync<long>(house.Database, "SELECT count(*) FROM unions WHERE founding_due"));
    }
}
