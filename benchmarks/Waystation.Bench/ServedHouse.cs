using System.Buffers.Text;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Console;
using Waystation.Accounts;
using Waystation.Commands;
using Waystation.Data;
using Waystation.Indicators;

namespace Waystation.Bench;

/// <summary>The program itself on a loopback port, with colleagues signed in. Server, database and whoever asks share the machine's cores.</summary>
sealed partial class ServedHouse(House house) : IAsyncDisposable
{
    readonly int port = OwnProcess.FreePort();
    WebApplication? app;

    /// <summary>Past months are closed first, as in a house that has been running: else they are frozen beside what is measured.</summary>
    public static async Task<ServedHouse> StartAsync(House house)
    {
        await new CloseMonths(house.Database.Source, house.Clock).RunAsync();
        var served = new ServedHouse(house);
        served.app = new Serve(Rooms.Features).Build(house, web =>
        {
            web.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(served.port));
            // Figures alone stand on the standard output.
            web.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        });
        await served.app.StartAsync();
        return served;
    }

    /// <summary>Somebody at a desk of that union.</summary>
    public async Task<HttpClient> SignInAsync(Role role, Guid union, bool below)
    {
        var now = house.Clock.GetUtcNow();
        var account = Account.OfStaff($"{role} {Guid.NewGuid():N}", now.UtcDateTime);
        var post = Post.Give(account.Id, role, union, below, Shared.City.DayOf(now));
        await using (var db = house.Database.NewContext())
        {
            db.AddRange(account, post);
            await db.SaveChangesAsync();
        }

        await using var connection = await house.Database.Source.OpenConnectionAsync();
        var (token, _) = await new Sessions(house.Database.Source, house.Clock).BeginAsync(connection, account, post.Id, null, Guid.NewGuid(), default);
        var cookies = new CookieContainer();
        var address = new Uri($"http://localhost:{port}");
        cookies.Add(address, new Cookie("waystation.session", Base64Url.EncodeToString(token)));
        return new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
    }

    /// <summary>What every form of this colleague carries along.</summary>
    public static async Task<string> TokenAsync(HttpClient colleague) => Token().Match(await colleague.GetStringAsync("/members")).Groups[1].Value;

    public static async Task GetAsync(HttpClient colleague, string url)
    {
        using var answer = await colleague.GetAsync(url);
        Require(answer, HttpStatusCode.OK);
        await answer.Content.ReadAsByteArrayAsync();
    }

    public static async Task PostAsync(HttpClient colleague, string url, HttpStatusCode expected, params IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await colleague.PostAsync(url, form);
        Require(answer, expected);
        await answer.Content.ReadAsByteArrayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app!.StopAsync();
        await app.DisposeAsync();
    }

    static void Require(HttpResponseMessage answer, HttpStatusCode expected)
    {
        if (answer.StatusCode != expected) throw new InvalidOperationException($"{answer.RequestMessage!.RequestUri!.PathAndQuery}: {(int)answer.StatusCode}");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
