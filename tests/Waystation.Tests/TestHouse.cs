using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Waystation.Accounts;
using Waystation.Commands;
using Waystation.Data;

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
    public static async Task<TestHouse> OnAsync(TestDatabase database, Func<House, Task>? fill = null, params (string Name, string Value)[] settings)
    {
        var house = await House.OpenAsync(database.Folder, database.Database.ConnectionString);
        if (fill is not null) await fill(house);
        var app = new Serve(Rooms.Features).Build(house, web =>
        {
            web.WebHost.UseTestServer();
            web.Logging.ClearProviders();
            foreach (var (name, value) in settings) web.Configuration[name] = value;
        });
        await app.StartAsync();
        return new TestHouse(database, house, app);
    }

    /// <summary>A visitor with a browser of their own: cookies are kept, redirects are not followed.</summary>
    public HttpClient Visitor() => new(new CookieContainerHandler { InnerHandler = app.GetTestServer().CreateHandler() }) { BaseAddress = new Uri("http://localhost") };

    public async Task<HttpClient> OperatorAsync()
    {
        var visitor = Visitor();
        var answer = await PostFormAsync(visitor, "/operator", new() { ["Key"] = Key });
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        return visitor;
    }

    public string Key => ((OperatorKey)app.Services.GetService(typeof(OperatorKey))!).ToString();

    /// <summary>Opens the page, takes its anti-forgery token and sends the form, as a browser would.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(HttpClient visitor, string url, Dictionary<string, string> fields)
    {
        var page = await PageAsync(visitor, url);
        var token = page.QuerySelector("input[name=__RequestVerificationToken]");
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
