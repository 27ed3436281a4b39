using System.CommandLine;
using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>Under which address the program is asked to be known, as it was typed. The key's password is never typed: it would stand in every list of processes.</summary>
public sealed record OriginOrder(string? Certificate, string? CertificateKey, string? CertificatePassword, IReadOnlyList<string> Proxies, IReadOnlyList<string> Hosts)
{
    public static readonly OriginOrder Plain = new(null, null, null, [], []);
}

/// <summary>What <c>serve</c> may be told about its address.</summary>
sealed class OriginOptions
{
    const string Password = "WAYSTATION_CERTIFICATE_PASSWORD";

    readonly Option<string?> certificate = new("--certificate") { Description = Words.Say("commands.certificate"), HelpName = "FILE" };
    readonly Option<string?> key = new("--certificate-key") { Description = Words.Say("commands.certificate-key", Password), HelpName = "FILE" };
    readonly Option<string[]> proxies = new("--trust-proxy") { Description = Words.Say("commands.trust-proxy"), HelpName = "ADDRESS", DefaultValueFactory = _ => [] };
    readonly Option<string[]> hosts = new("--host") { Description = Words.Say("commands.host"), HelpName = "NAME", DefaultValueFactory = _ => [] };

    public OriginOptions(Command command)
    {
        command.Add(certificate);
        command.Add(key);
        command.Add(proxies);
        command.Add(hosts);
    }

    public OriginOrder Read(ParseResult asked) => new(
        asked.GetValue(certificate), asked.GetValue(key), Environment.GetEnvironmentVariable(Password), asked.GetValue(proxies)!, asked.GetValue(hosts)!);
}
