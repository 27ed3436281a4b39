using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waystation.Commands;

/// <summary>Certificates made on the spot, in a folder of their own.</summary>
sealed class TestCertificate : IDisposable
{
    public const string Site = "station.example.cn";
    public const string Password = "open-sesame";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("waystation-certificate-");

    public string File => At("site.pem");

    public string KeyFile => At("site.key");

    public string At(string name) => Path.Combine(folder.FullName, name);

    /// <summary>A PEM pair; the number tells one from its renewal.</summary>
    public TestCertificate Write(int number = 1, int fromDays = -1, int toDays = 30)
    {
        using var made = Made(number, fromDays, toDays);
        // As renewing programs do it: written beside, then put in its place.
        Place(KeyFile, made.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        Place(File, made.ExportCertificatePem());
        return this;
    }

    public string WritePfx(string? password, bool withKey = true)
    {
        using var made = Made(1, -1, 30);
        using var bare = X509CertificateLoader.LoadCertificate(made.RawData);
        System.IO.File.WriteAllBytes(At("site.pfx"), (withKey ? made : bare).Export(X509ContentType.Pfx, password));
        return At("site.pfx");
    }

    /// <summary>The key under a password, and beside it an authority that signed the certificate.</summary>
    public TestCertificate WriteChain()
    {
        using var root = Made(6, -3, 90, isAuthority: true);
        using var authority = Made(7, -2, 60, isAuthority: true, signedBy: root);
        using var made = Made(8, -1, 30, signedBy: authority);
        var safe = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        Place(KeyFile, made.GetECDsaPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem(Password, safe));
        Place(File, made.ExportCertificatePem() + "\n" + authority.ExportCertificatePem());
        return this;
    }

    public OriginOrder Order(params string[] proxies) => new(File, KeyFile, null, proxies, [Site]);

    public void Dispose() => folder.Delete(recursive: true);

    static void Place(string file, string text)
    {
        System.IO.File.WriteAllText(file + ".new", text);
        System.IO.File.Move(file + ".new", file, overwrite: true);
    }

    static X509Certificate2 Made(int number, int fromDays, int toDays, bool isAuthority = false, X509Certificate2? signedBy = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={(isAuthority ? $"Authority {number}" : Site)}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Site);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(fromDays), DateTimeOffset.UtcNow.AddDays(toDays));
        using var bare = request.Create(signedBy?.SubjectName ?? request.SubjectName, X509SignatureGenerator.CreateForECDsa(signedBy?.GetECDsaPrivateKey() ?? key), from, to, [(byte)number]);
        return bare.CopyWithPrivateKey(key);
    }
}
