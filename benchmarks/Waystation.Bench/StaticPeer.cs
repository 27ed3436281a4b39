using Microsoft.Extensions.FileProviders;

namespace Waystation.Bench;

/// <summary>Kestrel with its own file middleware and nothing else: one page of given bytes, and tiles that weigh nothing.</summary>
sealed class StaticPeer : IAsyncDisposable
{
    readonly WebApplication app;
    readonly DirectoryInfo folder;

    StaticPeer(WebApplication app, DirectoryInfo folder, int port) => (this.app, this.folder, Port) = (app, folder, port);

    int Port { get; }
    public string Address => $"http://localhost:{Port}/page.html";
    public string Tiles => $"http://127.0.0.1:{Port}/{{z}}/{{x}}/{{y}}.png";
    public byte[] Html { set => File.WriteAllBytes(Path.Combine(folder.FullName, "page.html"), value); }

    public static async Task<StaticPeer> StartAsync()
    {
        var (folder, port) = (Directory.CreateTempSubdirectory("waystation-bench-peer-"), OwnProcess.FreePort());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        var app = builder.Build();
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(folder.FullName) });
        await app.StartAsync();
        return new StaticPeer(app, folder, port);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
