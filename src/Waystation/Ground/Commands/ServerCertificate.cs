using System.Net.Security;
using System.Security.Authentication;
using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>The certificate of the address. It is renewed under a running server: each handshake looks whether the file has changed.</summary>
sealed class ServerCertificate(CertificateFile file, TimeProvider clock)
{
    readonly Lock reading = new();
    string stamp = file.Stamp();
    SslStreamCertificateContext current = file.Read(clock.GetUtcNow());

    /// <summary>A file that is half written or spoilt leaves the certificate as it was; it is told once and looked at again when it changes.</summary>
    public SslServerAuthenticationOptions Options(ILogger log)
    {
        lock (reading)
        {
            if (file.Stamp() is var now && now != stamp) (stamp, current) = (now, Renewed(log));
            return new() { ServerCertificateContext = current, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 };
        }
    }

    SslStreamCertificateContext Renewed(ILogger log)
    {
        try
        {
            var renewed = file.Read(clock.GetUtcNow());
            log.LogWarning("The certificate was read again; it holds until {Until:u}", renewed.TargetCertificate.NotAfter.ToUniversalTime());
            return renewed;
        }
        catch (Refusal spoilt)
        {
            log.LogError(spoilt, "The certificate's file has changed and cannot be used; the one before goes on");
            return current;
        }
    }
}
