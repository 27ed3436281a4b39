using System.Net;

namespace Waystation.Commands;

/// <summary>What needs https is asked over https, at a real socket.</summary>
public sealed class HttpsTests : IDisposable
{
    const string Site = $"https://{TestCertificate.Site}";

    readonly TestCertificate certificate = new TestCertificate().Write();

    [Fact]
    public async Task Plain_http_is_not_spoken_where_https_is()
    {
        await using var door = await Doorstep.OpenAsync(certificate.Order());

        await Assert.ThrowsAsync<HttpRequestException>(() => door.Visitor($"http://{TestCertificate.Site}").GetAsync("/about"));
        Assert.Equal(HttpStatusCode.OK, (await door.Visitor(Site).GetAsync("/about")).StatusCode);
    }

    [Fact]
    public async Task A_greeting_in_TLS_1_1_is_turned_away()
    {
        await using var door = await Doorstep.OpenAsync(certificate.Order());
        await using var line = await door.ConnectAsync("127.0.0.1", default);

        await line.WriteAsync(OldGreeting(0x02));
        var answer = new byte[7];
        await line.ReadExactlyAsync(answer);

        // A fatal alert (21, 2), its reason protocol_version (70).
        Assert.Equal((21, 2, 70), (answer[0], answer[5], answer[6]));
    }

    [Fact]
    public async Task A_browser_is_told_to_come_by_https_for_a_year_and_only_over_https()
    {
        await using var door = await Doorstep.OpenAsync(certificate.Order());
        await using var plain = await Doorstep.OpenAsync(OriginOrder.Plain with { Hosts = [TestCertificate.Site] });

        foreach (var page in new[] { "/about", "/no-such-page", "/site.css" })
            Assert.Equal("max-age=31536000; includeSubDomains", (await door.Visitor(Site).GetAsync(page)).Headers.GetValues("Strict-Transport-Security").Single());
        Assert.False((await plain.Visitor($"http://{TestCertificate.Site}").GetAsync("/about")).Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Every_cookie_is_bound_to_this_host_and_to_https_and_closed_to_scripts()
    {
        await using var door = await Doorstep.OpenAsync(certificate.Order());
        var visitor = door.Visitor(Site);

        var form = Given(await visitor.GetAsync("/desk/sign-in"));
        var device = Given(await TestHouse.PostFormAsync(visitor, "/desk/sign-in", new() { ["Name"] = "nobody", ["Password"] = "nothing" }));
        var session = Given(await visitor.GetAsync("/test/come-in"));
        var choices = Given(await visitor.PostAsync("/language", new FormUrlEncodedContent([new("to", "en"), new("size", "large")])));

        Assert.Equal((1, 1, 1, 2), (form.Length, device.Length, session.Length, choices.Length));
        foreach (var cookie in (string[])[.. form, .. device, .. session, .. choices])
        {
            Assert.StartsWith("__Host-waystation.", cookie);
            foreach (var bond in new[] { "; secure", "; httponly", "; samesite=lax", "; path=/" }) Assert.Contains(bond, cookie);
            Assert.DoesNotContain("domain=", cookie);
        }

        Assert.Equal("en", (await TestHouse.PageAsync(visitor, "/about")).DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Over_plain_http_on_this_machine_cookies_keep_their_plain_names_and_work()
    {
        await using var door = await Doorstep.OpenAsync(OriginOrder.Plain);
        var visitor = door.Visitor("http://localhost");

        var form = Given(await visitor.GetAsync("/desk/sign-in")).Single();
        var answer = await TestHouse.PostFormAsync(visitor, "/desk/sign-in", new() { ["Name"] = "nobody", ["Password"] = "nothing" });

        Assert.StartsWith("waystation.form=", form);
        Assert.Contains("; httponly", form);
        Assert.DoesNotContain("secure", form);
        // The form was taken: it is the password that is wrong.
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public void Dispose() => certificate.Dispose();

    static string[] Given(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [];

    /// <summary>A ClientHello as of before 2008: no extensions, one cipher, the version as its highest.</summary>
    static byte[] OldGreeting(byte minor)
    {
        byte[] hello = [3, minor, .. new byte[32], 0, 0, 4, 0xC0, 0x09, 0xC0, 0x0A, 1, 0];
        return [22, 3, 1, 0, (byte)(hello.Length + 4), 1, 0, 0, (byte)hello.Length, .. hello];
    }
}
