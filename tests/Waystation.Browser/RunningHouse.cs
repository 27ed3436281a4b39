using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

[assembly: AssemblyFixture(typeof(Waystation.Browser.RunningHouse))]

namespace Waystation.Browser;

/// <summary>The real program, started once on an empty folder with the example forms brought in, as a person would start it.</summary>
public sealed class RunningHouse : IAsyncLifetime
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("waystation-browser-");
    readonly StringBuilder said = new();
    Process program = null!;

    public string Address { get; private set; } = "";

    /// <summary>What the operator reads in the data folder to enter the pages about members.</summary>
    public string OperatorKey => File.ReadAllText(Path.Combine(folder.FullName, "keys", "operator-key")).Trim();

    /// <summary>The folder of the program, for what is done to it behind the pages.</summary>
    public string Folder => folder.FullName;

    public async ValueTask InitializeAsync()
    {
        var port = FreePort();
        Address = $"http://localhost:{port}";
        program = Process.Start(new ProcessStartInfo("dotnet", [Checkout.Program, "serve", "--data", folder.FullName, "--port", $"{port}"])
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
