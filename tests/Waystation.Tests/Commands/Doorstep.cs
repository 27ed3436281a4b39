using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>The program behind a real socket of this machine, with the door that <c>serve</c> would make.</summary>
sealed class Doorstep : IAsyncDisposable
{
    readonly TestDatabase database;
    readonly House house;
    readonly WebApplication app;

    Doorstep(TestDatabase database, House house, WebApplication app) => (this.database, this.house, this.app) = (database, house, app);

    public int Port => new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    /// <summary>The certificates that the last handshake showed: the site's, then those sent with it.</summary>
    public List<X509Certificate2> Shown { get; } = [];

    public static async Task<Doorstep> OpenAsync(OriginOrder origin, Action<WebApplicationBuilder>? more = null)
    {
        var database = await TestDatabase.NewAsync();
        var listening = new Listening(new ServeOrder(database.Folder, null, Port: 0, "127.0.0.1", Demo: null) { Origin = origin }, TimeProvider.System);
        var house = await House.OpenAsync(database.Folder, database.Database.ConnectionString);
        var app = new Serve(Rooms.Features with { MapEndpoints = Endpoints }).Build(house, web =>
        {
            web.Logging.ClearProviders();
            listening.Open(web);
            more?.Invoke(web);
        });
        await app.StartAsync();
        return new(database, house, app);
    }

    /// <summary>A visitor who takes the address for <paramref name="site"/> and comes from <paramref name="from"/>, an address of this machine.</summary>
    public HttpClient Visitor(string site, string from = "127.0.0.1")
    {
        var way = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.Zero, ConnectCallback = (_, ct) => ConnectAsync(from, ct) };
        way.SslOptions.RemoteCertificateValidationCallback = (_, shown, chain, _) => Look((X509Certificate2)shown!, chain!);
        return new HttpClient(way) { BaseAddress = new Uri(site) };
    }

    public async ValueTask<Stream> ConnectAsync(string from, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port), ct);
        return new NetworkStream(socket, ownsSocket: true);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await house.DisposeAsync();
        await database.DisposeAsync();
    }

    bool Look(X509Certificate2 shown, X509Chain chain)
    {
        Shown.Clear();
        Shown.AddRange([X509CertificateLoader.LoadCertificate(shown.RawData), .. chain.ChainPolicy.ExtraStore]);
        return true;
    }

    static void Endpoints(WebApplication app)
    {
        var everybody = new ForEveryoneAttribute();
        Rooms.Features.MapEndpoints(app);
        app.MapGet("/test/who", (HttpContext http) => $"{http.Connection.RemoteIpAddress?.MapToIPv4()} {http.Request.Scheme} {http.Request.Host}").WithMetadata(everybody);
        app.MapGet("/test/boom/{code}", (string code, string x) => { throw new FormatException($"{code} {x}"); }).WithMetadata(everybody);
        app.MapPost("/test/spoilt", async (HttpContext http, Npgsql.NpgsqlDataSource source) =>
        {
            await using var query = source.CreateCommand("SELECT $1::text::uuid");
            query.Parameters.Add(new() { Value = (await http.Request.ReadFormAsync())["name"].ToString() });
            await query.ExecuteScalarAsync();
        }).WithMetadata(everybody);
        app.MapGet("/test/come-in", (HttpContext http) => SessionCookie.Give(http.Response, SessionCookie.New(), DateTimeOffset.MaxValue)).WithMetadata(everybody);
    }
}
