using System.Net;
using Waystation.Shared;

namespace Waystation.Commands;

public class OriginTests
{
    const string Site = TestCertificate.Site;
    const string Proxy = "127.0.0.2";

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("192.168.1.5")]
    public void Beyond_this_machine_the_site_must_be_named(string listen)
    {
        var refusal = Assert.Throws<Refusal>(() => Origin.Of(OriginOrder.Plain, IPAddress.Parse(listen)));

        Assert.Equal("commands.host-missing", refusal.Sentence.Key);
        Assert.Equal([Site], Origin.Of(OriginOrder.Plain with { Hosts = [Site] }, IPAddress.Parse(listen)).Hosts);
    }

    [Fact]
    public void Behind_a_proxy_the_site_must_be_named() =>
        Assert.Equal("commands.host-missing", Assert.Throws<Refusal>(() => Origin.Of(OriginOrder.Plain with { Proxies = [Proxy] }, null)).Sentence.Key);

    [Theory]
    [InlineData("*")]
    [InlineData("")]
    [InlineData("https://hui.example.cn")]
    [InlineData("hui.example.cn:443")]
    public void A_host_that_is_no_name_is_refused(string host) =>
        Assert.Equal("commands.host-unreadable", Assert.Throws<Refusal>(() => Origin.Of(OriginOrder.Plain with { Hosts = [host] }, null)).Sentence.Key);

    [Theory]
    [InlineData("everybody")]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    [InlineData("10.0.0.0/33")]
    public void A_proxy_that_is_no_address_or_is_every_address_is_refused(string proxy) =>
        Assert.Equal("commands.proxy-unreadable", Assert.Throws<Refusal>(() => Origin.Of(OriginOrder.Plain with { Hosts = [Site], Proxies = [proxy] }, null)).Sentence.Key);

    [Theory]
    [InlineData("/about")]
    [InlineData("/api/stations.geojson")]
    [InlineData("/site.css")]
    public async Task A_request_for_a_foreign_host_is_refused_with_a_sentence(string page)
    {
        await using var city = await TestHouse.NewAsync();
        var visitor = city.Visitor();
        visitor.DefaultRequestHeaders.Host = "elsewhere.example";

        var answer = await visitor.GetAsync(page);
        var why = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("不是您要访问的网站", why);
        Assert.Contains("not the site you asked for", why);
        Assert.DoesNotContain("elsewhere", why);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/healthz")).StatusCode);
    }

    [Fact]
    public async Task What_a_stranger_says_about_where_it_comes_from_is_not_believed()
    {
        await using var door = await Doorstep.OpenAsync(OriginOrder.Plain with { Hosts = [Site], Proxies = [Proxy, "10.7.0.0/16"] });

        var answer = await Forwarded(door.Visitor($"http://{Site}"), "8.8.8.8", "https", Site).GetAsync("/test/who");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("只通过 https", await answer.Content.ReadAsStringAsync());
        Assert.Equal($"8.8.8.8 https {Site}", await Forwarded(door.Visitor("http://backend", Proxy), "8.8.8.8", "https", Site).GetStringAsync("/test/who"));
    }

    [Fact]
    public async Task Without_a_trusted_proxy_nobody_is_believed_whatever_the_environment_says()
    {
        Environment.SetEnvironmentVariable("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true");
        try
        {
            await using var door = await Doorstep.OpenAsync(OriginOrder.Plain);

            Assert.Equal("127.0.0.1 http localhost", await Forwarded(door.Visitor("http://localhost"), "8.8.8.8", "https", "elsewhere.example").GetStringAsync("/test/who"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("ASPNETCORE_FORWARDEDHEADERS_ENABLED", null);
        }
    }

    [Fact]
    public async Task A_proxy_is_believed_about_itself_and_not_about_a_stranger_before_it()
    {
        await using var door = await Doorstep.OpenAsync(OriginOrder.Plain with { Hosts = [Site], Proxies = [Proxy, "10.7.0.0/16"] });
        var proxy = door.Visitor("http://backend", Proxy);

        // The rightmost is who came to our proxy; what a stranger wrote before it stays unread.
        Assert.StartsWith("9.9.9.9 ", await Forwarded(proxy, "1.1.1.1, 9.9.9.9", "https, https", Site).GetStringAsync("/test/who"));
        Assert.StartsWith("1.1.1.1 ", await Forwarded(proxy, "1.1.1.1, 10.7.3.3", "https, https", Site).GetStringAsync("/test/who"));
        Assert.StartsWith("10.7.0.2 ", await Forwarded(proxy, "1.1.1.1, 10.7.0.2, 10.7.0.3, 10.7.0.4", "https, https, https, https", Site).GetStringAsync("/test/who"));
    }

    [Fact]
    public async Task Even_a_trusted_proxy_cannot_name_a_foreign_host()
    {
        await using var door = await Doorstep.OpenAsync(OriginOrder.Plain with { Hosts = [Site], Proxies = [Proxy] });

        var answer = await Forwarded(door.Visitor("http://backend", Proxy), "8.8.8.8", "https", "elsewhere.example").GetAsync("/test/who");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("不是您要访问的网站", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Behind_a_proxy_that_speaks_https_cookies_are_secure_and_https_is_kept()
    {
        await using var door = await Doorstep.OpenAsync(OriginOrder.Plain with { Hosts = [Site], Proxies = [Proxy] });

        var answer = await Forwarded(door.Visitor("http://backend", Proxy), "8.8.8.8", "https", Site).GetAsync("/desk/sign-in");

        Assert.Contains("; secure", answer.Headers.GetValues("Set-Cookie").Single());
        Assert.StartsWith("max-age=", answer.Headers.GetValues("Strict-Transport-Security").Single());
    }

    static HttpClient Forwarded(HttpClient visitor, string from, string scheme, string host)
    {
        visitor.DefaultRequestHeaders.Clear();
        visitor.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        visitor.DefaultRequestHeaders.Add("X-Forwarded-Proto", scheme);
        visitor.DefaultRequestHeaders.Add("X-Forwarded-Host", host);
        return visitor;
    }
}
