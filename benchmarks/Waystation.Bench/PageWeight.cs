using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Waystation.Bench;

/// <summary>What a first visit costs on the line, as Chromium counts it: head and body of every answer, compressed as it came.</summary>
sealed class PageWeight
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(30), quiet = TimeSpan.FromSeconds(3);

    readonly Dictionary<string, string> urls = [];
    readonly string origin;

    PageWeight(string origin) => this.origin = origin;

    public long Own { get; private set; }
    public int Requests { get; private set; }
    public int ForeignRequests { get; private set; }

    public static string? Chromium => Environment.GetEnvironmentVariable("WAYSTATION_CHROMIUM") ?? OwnProcess.Find("chromium") ?? OwnProcess.Find("google-chrome");

    public static async Task<PageWeight> OfAsync(string chromium, string url)
    {
        var (profile, port) = (Directory.CreateTempSubdirectory("waystation-bench-chromium-"), OwnProcess.FreePort());
        try
        {
            await using var browser = OwnProcess.Start(
                chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync", "--disable-component-update",
                $"--remote-debugging-port={port}", $"--user-data-dir={profile.FullName}", "--window-size=390,844", "about:blank");
            using var socket = new ClientWebSocket();
            await socket.ConnectAsync(new Uri(await PageAsync(port)), CancellationToken.None);
            await SendAsync(socket, """{"id":1,"method":"Network.enable"}""");
            await SendAsync(socket, $$$"""{"id":2,"method":"Page.navigate","params":{"url":"{{{url}}}"}}""");
            var weight = new PageWeight(new Uri(url).GetLeftPart(UriPartial.Authority));
            await weight.ListenAsync(socket);
            return weight;
        }
        finally
        {
            await Task.Delay(500);
            profile.Delete(recursive: true);
        }
    }

    /// <summary>Until the line has been quiet for a while.</summary>
    async Task ListenAsync(ClientWebSocket socket)
    {
        using var most = new CancellationTokenSource(patience);
        var buffer = new byte[1 << 22];
        while (true)
        {
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(most.Token);
            pause.CancelAfter(quiet);
            var used = 0;
            try
            {
                ValueWebSocketReceiveResult got;
                do
                {
                    got = await socket.ReceiveAsync(buffer.AsMemory(used), pause.Token);
                    used += got.Count;
                }
                while (!got.EndOfMessage);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            using var said = JsonDocument.Parse(buffer.AsMemory(0, used));
            Note(said.RootElement);
        }
    }

    void Note(JsonElement said)
    {
        if (!said.TryGetProperty("method", out var method)) return;

        var about = said.GetProperty("params");
        if (method.ValueEquals("Network.requestWillBeSent")) urls[about.GetProperty("requestId").GetString()!] = about.GetProperty("request").GetProperty("url").GetString()!;
        if (method.ValueEquals("Network.loadingFinished")) Count(urls.GetValueOrDefault(about.GetProperty("requestId").GetString()!, ""), about.GetProperty("encodedDataLength").GetDouble());
        if (method.ValueEquals("Network.loadingFailed")) Count(urls.GetValueOrDefault(about.GetProperty("requestId").GetString()!, ""), 0);
    }

    void Count(string url, double bytes)
    {
        if (url.StartsWith(origin, StringComparison.Ordinal)) (Own, Requests) = (Own + (long)bytes, Requests + 1);
        else if (url.StartsWith("http", StringComparison.Ordinal)) ForeignRequests++;
    }

    static Task SendAsync(ClientWebSocket socket, string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    static async Task<string> PageAsync(int port)
    {
        using var http = new HttpClient();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var pages = JsonDocument.Parse(await http.GetStringAsync($"http://127.0.0.1:{port}/json/list"));
                if (pages.RootElement.EnumerateArray().FirstOrDefault(p => p.GetProperty("type").GetString() == "page") is { ValueKind: JsonValueKind.Object } page)
                    return page.GetProperty("webSocketDebuggerUrl").GetString()!;
            }
            catch (HttpRequestException) when (attempt < 100)
            {
                // It is still starting.
            }

            await Task.Delay(100);
        }
    }
}
