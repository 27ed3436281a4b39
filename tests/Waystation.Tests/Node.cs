using System.Diagnostics;

namespace Waystation;

/// <summary>Runs an oracle: one node process, JSON in, JSON out.</summary>
static class Node
{
    /// <summary>The folder of the repository, found from the test program upwards.</summary>
    public static string Root { get; } = FindRoot();

    public static async Task<string> RunAsync(string script, string input)
    {
        // Beside node_modules, where imports are looked for.
        var start = new ProcessStartInfo("node", Path.Combine(Root, "tests", "Waystation.Tests", script))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Root,
            Environment = { ["TZ"] = "Asia/Shanghai" },
        };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = node.StandardOutput.ReadToEndAsync();
        try
        {
            await node.StandardInput.WriteAsync(input);
            node.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything, and says below why.
        }

        await node.WaitForExitAsync();
        return node.ExitCode == 0 ? await output : throw new InvalidOperationException(await errors);
    }

    static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Waystation.slnx"))) folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No Waystation.slnx above the tests.");
        return folder;
    }
}
