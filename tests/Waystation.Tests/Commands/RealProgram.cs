using System.Diagnostics;
using System.Net.Sockets;
using System.Net;
using Waystation.Data;

namespace Waystation.Commands;

/// <summary>The program as users run it: a process of its own, on a folder of its own.</summary>
sealed class RealProgram : IAsyncDisposable
{
    readonly DirectoryInfo root = Directory.CreateTempSubdirectory("waystation-real-");
    readonly List<Process> started = [];

    public RealProgram() => Folder = DataFolder.At(Path.Combine(root.FullName, "data"));

    public DataFolder Folder { get; }

    public int Port { get; } = FreePort();

    public HttpClient Visitor => new() { BaseAddress = new Uri($"http://localhost:{Port}") };

    /// <summary>Environment variables that the program is started with.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public Process Start(params string[] words)
    {
        var order = new ProcessStartInfo("dotnet", ["exec", typeof(Serve).Assembly.Location, .. words, "--data", Folder.Root])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var (name, value) in Settings) order.Environment[name] = value;
        var process = Process.Start(order)!;
        started.Add(process);
        return process;
    }

    /// <summary>Serves an installation without examples, and waits until it answers.</summary>
    public async Task<Process> ServeAsync()
    {
        var server = Start("serve", "--no-demo", "--port", $"{Port}");
        _ = server.StandardError.ReadToEndAsync();
        _ = server.StandardOutput.ReadToEndAsync();
        using var visitor = Visitor;
        for (var tries = 0; tries < 1800; tries++)
        {
            if (server.HasExited) break;
            if (await StatusAsync(visitor, "/about") == HttpStatusCode.OK) return server;
            await Task.Delay(100);
        }

        throw new InvalidOperationException("The program did not come up.");
    }

    public async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] words)
    {
        using var run = Start(words);
        var errors = run.StandardError.ReadToEndAsync();
        var output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        started.Remove(run);
        return (run.ExitCode, output, await errors);
    }

    /// <summary>The status of a page, or null while nobody listens.</summary>
    public static async Task<HttpStatusCode?> StatusAsync(HttpClient visitor, string url)
    {
        try { return (await visitor.GetAsync(url)).StatusCode; }
        catch (HttpRequestException) { return null; }
    }

    /// <summary>SIGTERM, as a service manager sends it.</summary>
    public static async Task<int> TerminateAsync(Process server)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{server.Id}"]);
        await server.WaitForExitAsync();
        return server.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in started.Where(p => !p.HasExited)) await TerminateAsync(process);
        await Eventually.TrueAsync(() => !Processes.In(Folder).Any());
        root.DeleteWithClusters();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
