using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>Where the certificate stands: a PEM chain with its key beside or inside it, or a PFX.</summary>
sealed record CertificateFile(string File, string? KeyFile, string? Password)
{
    /// <summary>The certificate with what stands between it and its authority; refuses what a browser would refuse.</summary>
    public SslStreamCertificateContext Read(DateTimeOffset now)
    {
        foreach (var file in Files) Rule.Require(System.IO.File.Exists(file), new Sentence("commands.certificate-not-there", file));
        var chain = Parsed();
        var own = chain.FirstOrDefault(certificate => certificate.HasPrivateKey);
        Rule.Require(own is not null, new Sentence("commands.certificate-without-key", File));
        Rule.Require(own!.NotBefore.ToUniversalTime() <= now, new Sentence("commands.certificate-not-yet", File, Day(own.NotBefore)));
        Rule.Require(own.NotAfter.ToUniversalTime() > now, new Sentence("commands.certificate-expired", File, Day(own.NotAfter)));

        // Offline: a server that starts without a way out must not wait for one.
        return SslStreamCertificateContext.Create(own, [.. chain.Where(certificate => certificate != own)], offline: true);
    }

    /// <summary>Changes whenever a file is written, replaced, or its link turned to another.</summary>
    public string Stamp() => string.Join('|', Files.Select(StampOf));

    IEnumerable<string> Files => KeyFile is null ? [File] : [File, KeyFile];

    static string StampOf(string file)
    {
        try
        {
            var found = new FileInfo(file);
            if (found.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target) found = target;
            return $"{found.FullName} {found.LastWriteTimeUtc.Ticks} {found.Length}";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    X509Certificate2Collection Parsed()
    {
        try
        {
            return IsPem() ? Pem() : X509CertificateLoader.LoadPkcs12CollectionFromFile(File, Password);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new Refusal(new Sentence("commands.certificate-unreadable", File), unreadable);
        }
    }

    bool IsPem() => System.IO.File.ReadAllText(File).Contains("-----BEGIN ", StringComparison.Ordinal);

    X509Certificate2Collection Pem()
    {
        var key = KeyFile ?? File;
        Rule.Require(System.IO.File.ReadAllText(key).Contains("PRIVATE KEY-----", StringComparison.Ordinal), new Sentence("commands.certificate-without-key", File));
        using var read = Password is null ? X509Certificate2.CreateFromPemFile(File, key) : X509Certificate2.CreateFromEncryptedPemFile(File, Password, key);
        X509Certificate2Collection chain = [];
        chain.ImportFromPemFile(File);
        // Windows does not serve with a key that lives in memory only.
        chain[0] = X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pfx), password: null);
        return chain;
    }

    static string Day(DateTime at) => $"{City.DayOf(at):yyyy-MM-dd}";
}
