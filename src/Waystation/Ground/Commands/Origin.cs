using System.Net;
using Microsoft.AspNetCore.Http;
using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>The names the program answers to, the proxies it believes about them, and whether it is reached by https alone.</summary>
sealed record Origin(IReadOnlyList<string> Hosts, IReadOnlyList<IPNetwork> Proxies, bool Secure)
{
    /// <summary>On this machine only. Other names are refused even here: a foreign page could otherwise point a name of its own at this machine and read ours.</summary>
    public static readonly Origin OnThisMachine = new(["localhost", "127.0.0.1", "[::1]"], [], Secure: false);

    /// <summary>Beyond this machine the names must be given, because links that are handed out carry them. Behind a proxy it is the proxy that speaks https.</summary>
    public static Origin Of(OriginOrder order, IPAddress? listen)
    {
        var local = listen is null || IPAddress.IsLoopback(listen);
        Rule.Require(order.Hosts.Count > 0 || (local && order.Proxies.Count == 0), new Sentence("commands.host-missing"));
        foreach (var host in order.Hosts) Rule.Require(IsName(host), new Sentence("commands.host-unreadable", host));

        return new(order.Hosts.Count > 0 ? order.Hosts : OnThisMachine.Hosts, [.. order.Proxies.Select(NetworkOf)], order.Certificate is not null || order.Proxies.Count > 0);
    }

    public bool Answers(HostString host) => host.HasValue && HostString.MatchesAny(host.Host, [.. Hosts.Select(h => new Microsoft.Extensions.Primitives.StringSegment(h))]);

    /// <summary>A browser takes a <c>__Host-</c> cookie only from https and from this very host, so no neighbouring host can plant one.</summary>
    public string CookieName(string plain) => Secure ? $"__Host-{plain}" : plain;

    static bool IsName(string host) => Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4 || (host.StartsWith('[') && Uri.CheckHostName(host) is UriHostNameType.IPv6);

    static IPNetwork NetworkOf(string proxy)
    {
        var network = IPAddress.TryParse(proxy, out var one) ? new IPNetwork(one, one.GetAddressBytes().Length * 8)
            : IPNetwork.TryParse(proxy, out var many) ? many : default;
        // A network of every address, which is also what nothing readable becomes, would believe everybody.
        Rule.Require(network.PrefixLength > 0, new Sentence("commands.proxy-unreadable", proxy));
        return network;
    }
}
