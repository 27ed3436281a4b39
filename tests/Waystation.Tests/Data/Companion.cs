using System.Diagnostics;

namespace Waystation.Data;

/// <summary>
/// Another process of ours that uses a data folder: it opens the database, says so by a file, and leaves when its input ends.
/// The process is this very test program, told to run the one test below.
/// </summary>
sealed class Companion : IAsyncDisposable
{
    internal const string FolderVariable = "WAYSTATION_COMPANION_OF";

    readonly Process process;
    readonly Task<string> said;

    Companion(Process process) => (this.process, said) = (process, process.StandardOutput.ReadToEndAsync());

    /// <summary>Runs as <paramref name="user"/> where one is named (needs root).</summary>
    public static async Task<Companion> OpenAsync(DataFolder folder, string? user = null, string? postgres = null)
    {
        var ready = Path.Combine(folder.Root, $"ready-{Guid.NewGuid():n}");
        string[] run = [Environment.ProcessPath!, typeof(Companion).Assembly.Location, "-method", $"{typeof(CompanionLife).FullName}.{nameof(CompanionLife.Holds_the_folder_until_its_input_ends)}", "-explicit", "only", "-noAutoReporters"];
        if (user is not null) run = ["setpriv", "--reuid", user, "--regid", user, "--clear-groups", "--", .. run];

        var order = new ProcessStartInfo(run[0], run[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        order.Environment[FolderVariable] = $"{folder.Root}|{ready}";
        if (postgres is not null) order.Environment["WAYSTATION_PG_BIN"] = postgres;
        var companion = new Companion(Process.Start(order)!);
        await Eventually.TrueAsync(() => File.Exists(ready) || companion.process.HasExited);
        Assert.True(File.Exists(ready), companion.process.HasExited ? await companion.said : "");
        return companion;
    }

    public async Task LeaveAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }
}

/// <summary>What a <see cref="Companion"/> does.</summary>
public sealed class CompanionLife
{
    [Fact(Explicit = true)]
    public async Task Holds_the_folder_until_its_input_ends()
    {
        if (Environment.GetEnvironmentVariable(Companion.FolderVariable)?.Split('|') is not [var folder, var ready]) return;

        await using var database = await Database.OpenAsync(DataFolder.At(folder), db: null);
        await File.WriteAllTextAsync(ready, "");
        await Console.In.ReadToEndAsync();
    }
}
