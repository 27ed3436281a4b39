using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

[assembly: AssemblyFixture(typeof(Waystation.Browser.RunningHouse))]

namespace Waystation.Browser;

/// <summary>The real program, started once on an empty folder, which becomes a small demo city.</summary>
public sealed class RunningHouse : IAsyncLifetime
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("waystation-browser-");
    readonly StringBuilder said = new();
    Process program = null!;

    public string Address { get; private set; } = "";

    /// <summary>What the program printed: the colleagues' names, their password and the key of their second factor.</summary>
    public string DemoSignIns => File.ReadAllText(Path.Combine(folder.FullName, "keys", "demo-sign-ins.txt"));

    /// <summary>Who is signed in already, with their cookies.</summary>
    internal ConcurrentDictionary<string, Lazy<Task<Microsoft.Playwright.Cookie[]>>> SignedIn { get; } = [];

    /// <summary>The folder of the program, for what is done to it behind the pages.</summary>
    public string Folder => folder.FullName;

    public async ValueTask InitializeAsync()
    {
        var port = FreePort();
        Address = $"http://localhost:{port}";
        program = Process.Start(new ProcessStartInfo("dotnet", [Checkout.Program, "serve", "--demo", "small", "--data", folder.FullName, "--port", $"{port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        program.OutputDataReceived += (_, line) => Note(line.Data);
        program.ErrorDataReceived += (_, line) => Note(line.Data);
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        await UntilReadyAsync();
    }

    /// <summary>A command typed on the machine beside the running program, and what it says.</summary>
    public async Task<string> RunAsync(params string[] words)
    {
        using var command = Process.Start(new ProcessStartInfo("dotnet", [Checkout.Program, .. words, "--data", folder.FullName]) { RedirectStandardOutput = true })!;
        var answer = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return command.ExitCode == 0 ? answer : throw new InvalidOperationException(answer);
    }

    public async ValueTask DisposeAsync()
    {
        using var term = Process.Start("kill", ["-TERM", $"{program.Id}"]);
        await term.WaitForExitAsync();
        await program.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
        program.Dispose();
        // Started as root the cluster stands elsewhere, and a link leads there.
        var elsewhere = new DirectoryInfo(Path.Combine(folder.FullName, "cluster")).LinkTarget;
        folder.Delete(recursive: true);
        if (elsewhere is not null) Directory.GetParent(elsewhere)!.Delete(recursive: true);
    }

    async Task UntilReadyAsync()
    {
        using var http = new HttpClient();
        var began = Stopwatch.StartNew();
        while (!await IsReadyAsync(http))
        {
            if (program.HasExited || began.Elapsed > TimeSpan.FromMinutes(3)) throw new InvalidOperationException($"The program did not get ready. It said:\n{said}");
            await Task.Delay(200);
        }
    }

    async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            return (await http.GetAsync($"{Address}/readyz")).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    void Note(string? line)
    {
        lock (said) said.AppendLine(line);
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
