using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>Where the server listens, and in which tongue. Made before anything else, so that what cannot be served is refused at once.</summary>
sealed class Listening
{
    readonly IPAddress? listen;
    readonly int port;
    readonly Origin origin;
    readonly ServerCertificate? certificate;

    public Listening(ServeOrder order, TimeProvider clock)
    {
        Rule.Require(order.Origin is { Certificate: not null } or { CertificateKey: null }, new Sentence("commands.key-without-certificate"));
        (listen, port) = (order.Listen is null ? null : AddressOf(order.Listen), order.Port);
        origin = Origin.Of(order.Origin, listen);
        if (order.Origin.Certificate is { } file) certificate = new(new(file, order.Origin.CertificateKey, order.Origin.CertificatePassword), clock);
    }

    /// <summary>What a person types; behind a proxy the port is the proxy's.</summary>
    public string Address(ServeOrder order) =>
        origin.Proxies.Count > 0 ? $"https://{origin.Hosts[0]}" : $"{(certificate is null ? "http" : "https")}://{(order.Origin.Hosts.Count > 0 ? order.Origin.Hosts[0] : order.Listen ?? "localhost")}:{port}";

    public void Open(WebApplicationBuilder web)
    {
        web.Services.AddSingleton(origin);
        web.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (listen is null) kestrel.ListenLocalhost(port, Speak);
            if (listen is not null) kestrel.Listen(listen, port, Speak);
        });
    }

    void Speak(ListenOptions door)
    {
        if (certificate is null) return;

        var log = door.ApplicationServices.GetRequiredService<ILogger<ServerCertificate>>();
        door.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(certificate.Options(log)) });
    }

    static IPAddress AddressOf(string listen)
    {
        Rule.Require(IPAddress.TryParse(listen, out var address), new Sentence("commands.listen-unreadable", listen));
        return address!;
    }
}
