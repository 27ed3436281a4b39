using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Waystation.Accounts;
using Waystation.Commands;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation;

/// <summary>The whole program in this process, on a database of its own: asked over HTTP like the real one.</summary>
public sealed class TestHouse : IAsyncDisposable
{
    readonly TestDatabase database;
    readonly WebApplication app;

    TestHouse(TestDatabase database, House house, WebApplication app) => (this.database, House, this.app) = (database, house, app);

    public House House { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<TestHouse> NewAsync(Func<House, Task>? fill = null, params (string Name, string Value)[] settings) =>
        await OnAsync(await TestDatabase.NewAsync(), fill, settings);

    /// <summary>A house that shows the messages it would send (<c>Waystation.Messages.Outbox</c> in its services).</summary>
    public static Task<TestHouse> NewDemoAsync() => NewAsync(house => house.MarkAsDemoAsync());

    /// <summary>On a database that a test has already filled.</summary>
    public static Task<TestHouse> OnAsync(TestDatabase database, Func<House, Task>? fill = null, params (string Name, string Value)[] settings) =>
        OnAsync(database, Rooms.Features, fill, web =>
        {
            foreach (var (name, value) in settings) web.Configuration[name] = value;
        });

    /// <summary>With something planted among what the rooms bring, or another ear for what the program says.</summary>
    public static async Task<TestHouse> OnAsync(TestDatabase database, Features features, Func<House, Task>? fill = null, Action<WebApplicationBuilder>? change = null)
    {
        var house = await House.OpenAsync(database.Folder, database.Database.ConnectionString);
        if (fill is not null) await fill(house);
        var app = new Serve(features with { AddServices = features.AddServices + PagesReadOnce.In }).Build(house, web =>
        {
            web.WebHost.UseTestServer();
            web.Logging.ClearProviders();
            change?.Invoke(web);
        });
        await app.StartAsync();
        return new TestHouse(database, house, app);
    }

    /// <summary>A visitor with a browser of their own: cookies are kept, redirects are not followed.</summary>
    public HttpClient Visitor() => new(new CookieContainerHandler { InnerHandler = app.GetTestServer().CreateHandler() }) { BaseAddress = new Uri("http://localhost") };

    /// <summary>A colleague at their desk, on a new post.</summary>
    public async Task<HttpClient> StaffAsync(Role role, Guid union, bool below = true) => (await StaffWithCookieAsync(role, union, below)).Client;

    /// <summary>And what a thief would have to steal from their browser.</summary>
    public async Task<(HttpClient Client, string Cookie)> StaffWithCookieAsync(Role role, Guid union, bool below = true)
    {
        await using var db = House.Database.NewContext();
        var account = Account.OfStaff($"{role} {Guid.NewGuid():N}", House.Clock.GetUtcNow().UtcDateTime);
        var post = Post.Give(account.Id, role, union, below, City.Today(House.Clock));
        db.AddRange(account, post);
        await db.SaveChangesAsync();
        return await SignedInAsync(account, post.Id, phone: null);
    }

    /// <summary>A keeper of one station, signed in.</summary>
    public async Task<HttpClient> KeeperAsync(Guid union, Guid station)
    {
        await using var db = House.Database.NewContext();
        var account = Account.OfKeeper($"keeper {Guid.NewGuid():N}", House.Clock.GetUtcNow().UtcDateTime);
        var post = Post.AtStation(account.Id, union, station, City.Today(House.Clock));
        db.AddRange(account, post);
        await db.SaveChangesAsync();
        return (await SignedInAsync(account, post.Id, phone: null)).Client;
    }

    /// <summary>A city officer, who reaches everything.</summary>
    public async Task<HttpClient> OfficerAsync() => await StaffAsync(Role.CityOfficer, await CityAsync());

    /// <summary>A worker with a phone of their own, and their record where one is named.</summary>
    public async Task<HttpClient> WorkerAsync(Guid? member = null)
    {
        await using var db = House.Database.NewContext();
        var now = House.Clock.GetUtcNow().UtcDateTime;
        var account = Account.OfWorker(now);
        if (member is { } record) account.Bind(record, now);
        db.Add(account);
        await db.SaveChangesAsync();
        return (await SignedInAsync(account, post: null, phone: Guid.NewGuid())).Client;
    }

    public async Task<Guid> CityAsync()
    {
        await using var ask = House.Database.Source.CreateCommand("SELECT u.id FROM unions u JOIN union_kinds k ON k.code = u.kind WHERE k.stands_alone");
        if (await ask.ExecuteScalarAsync() is Guid city) return city;

        await using var db = House.Database.NewContext();
        return await new Organisations.FoundUnion(db, House.Clock).RunAsync("city-federation", "市总工会", null, null);
    }

    async Task<(HttpClient Client, string Cookie)> SignedInAsync(Account account, Guid? post, Guid? phone)
    {
        await using var connection = await House.Database.Source.OpenConnectionAsync();
        var (token, _) = await new Sessions(House.Database.Source, House.Clock).BeginAsync(connection, account, post, phone, Guid.NewGuid(), default);
        var cookies = new CookieContainerHandler { InnerHandler = app.GetTestServer().CreateHandler() };
        var cookie = System.Buffers.Text.Base64Url.EncodeToString(token);
        cookies.Container.Add(new System.Net.Cookie("waystation.session", cookie, "/", "localhost"));
        cookies.Container.Add(OfForms());
        return (new HttpClient(cookies) { BaseAddress = new Uri("http://localhost") }, cookie);
    }

    /// <summary>
    /// The cookie a browser has had since the form it signed in with. Without it, two pages opened at once would each bring their own,
    /// and the form of one of them would no longer hold: which of the two depends on the moment.
    /// </summary>
    System.Net.Cookie OfForms()
    {
        var name = app.Services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie.Name!;
        var tokens = app.Services.GetRequiredService<IAntiforgery>().GetTokens(new DefaultHttpContext { RequestServices = app.Services });
        return new(name, tokens.CookieToken!, "/", "localhost");
    }

    /// <summary>Opens the page, takes its anti-forgery token and sends the form, as a browser would.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(HttpClient visitor, string url, Dictionary<string, string> fields)
    {
        var page = await PageAsync(visitor, url);
        var token = page.QuerySelector("main input[name=__RequestVerificationToken]");
        if (token is IHtmlInputElement { Value: var proof }) fields["__RequestVerificationToken"] = proof;
        return await visitor.PostAsync(url, new FormUrlEncodedContent(fields));
    }

    public static async Task<IHtmlDocument> PageAsync(HttpClient visitor, string url) =>
        new HtmlParser().ParseDocument(await visitor.GetStringAsync(url));

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await House.DisposeAsync();
        await database.DisposeAsync();
    }
}
