using System.Globalization;
using System.Net;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Commands;

public sealed class CertificateTests : IDisposable
{
    readonly TestCertificate certificate = new();

    [Fact]
    public void A_certificate_that_a_browser_would_refuse_is_refused_at_the_start()
    {
        Assert.Equal("commands.certificate-not-there", Refused(certificate.Order()));
        Assert.Equal("commands.certificate-expired", Refused(certificate.Write(toDays: -1, fromDays: -9).Order()));
        Assert.Equal("commands.certificate-not-yet", Refused(certificate.Write(fromDays: 2).Order()));
        Assert.Equal("commands.certificate-without-key", Refused(certificate.Write().Order() with { CertificateKey = null }));
        Assert.Equal("commands.key-without-certificate", Refused(certificate.Order() with { Certificate = null }));
        Assert.Null(Refused(certificate.Order()));
    }

    [Fact]
    public void An_unreadable_certificate_or_a_key_that_is_not_its_own_is_refused()
    {
        File.WriteAllText(certificate.File, "-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----");
        File.WriteAllText(certificate.KeyFile, "-----BEGIN PRIVATE KEY-----\nbm8=\n-----END PRIVATE KEY-----");
        Assert.Equal("commands.certificate-unreadable", Refused(certificate.Order()));

        var own = File.ReadAllText(certificate.Write().File);
        certificate.Write(number: 2);
        File.WriteAllText(certificate.File, own);
        Assert.Equal("commands.certificate-unreadable", Refused(certificate.Order()));
    }

    [Fact]
    public void A_PFX_is_opened_by_its_password_alone_and_must_hold_the_key()
    {
        var order = OriginOrder.Plain with { Certificate = certificate.WritePfx(TestCertificate.Password) };
        Assert.Equal("commands.certificate-unreadable", Refused(order));
        Assert.Equal("commands.certificate-unreadable", Refused(order with { CertificatePassword = "wrong" }));
        Assert.Null(Refused(order with { CertificatePassword = TestCertificate.Password }));

        certificate.WritePfx(null, withKey: false);
        Assert.Equal("commands.certificate-without-key", Refused(order));
    }

    [Fact]
    public async Task A_key_under_a_password_opens_and_the_authority_between_is_sent_along()
    {
        await using var door = await Doorstep.OpenAsync(certificate.WriteChain().Order() with { CertificatePassword = TestCertificate.Password });

        await door.Visitor($"https://{TestCertificate.Site}").GetAsync("/healthz");

        // Who visits knows the root, 6, already.
        Assert.Equal([8, 7], door.Shown.Select(Number).Distinct());
    }

    [Fact]
    public async Task A_renewed_certificate_is_shown_without_a_restart_and_a_spoilt_one_never()
    {
        await using var door = await Doorstep.OpenAsync(certificate.Write(number: 1).Order());
        var visitor = door.Visitor($"https://{TestCertificate.Site}");
        await visitor.GetAsync("/healthz");
        Assert.Equal(1, Number(door.Shown[0]));

        certificate.Write(number: 2);
        await visitor.GetAsync("/healthz");
        Assert.Equal(2, Number(door.Shown[0]));

        File.WriteAllText(certificate.File, "half written");
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/healthz")).StatusCode);
        Assert.Equal(2, Number(door.Shown[0]));

        certificate.Write(number: 3);
        await visitor.GetAsync("/healthz");
        Assert.Equal(3, Number(door.Shown[0]));
    }

    public void Dispose() => certificate.Dispose();

    static int Number(System.Security.Cryptography.X509Certificates.X509Certificate2 shown) => int.Parse(shown.SerialNumber, NumberStyles.HexNumber);

    static string? Refused(OriginOrder origin)
    {
        try
        {
            _ = new Listening(new ServeOrder(DataFolder.At("."), null, 0, "127.0.0.1", null) { Origin = origin }, TimeProvider.System);
            return null;
        }
        catch (Refusal refusal)
        {
            return refusal.Sentence.Key;
        }
    }
}
