using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Waystation.Bench;

/// <summary>A program that a bench starts, and ends by its own id.</summary>
sealed class OwnProcess : IAsyncDisposable
{
    readonly Process process;

    OwnProcess(Process process) => this.process = process;

    public static OwnProcess Start(string program, params string[] arguments) => new(Begin(program, arguments));

    /// <summary>Runs it to its end; the result is what it wrote. Fails with what it complained of.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Begin(program, arguments);
        var complaint = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode is 0 or 1 ? output : throw new InvalidOperationException($"{program}: {await complaint}");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The full path of a program on PATH, or null.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Of memory that it holds now.</summary>
    public long Megabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 >> 20;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    static Process Begin(string program, string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() })!;
        return process;
    }
}
