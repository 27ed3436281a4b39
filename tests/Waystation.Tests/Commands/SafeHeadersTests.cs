using System.Net;

namespace Waystation.Commands;

public class SafeHeadersTests
{
    [Theory]
    [InlineData("/about", HttpStatusCode.OK)]
    [InlineData("/no-such-page", HttpStatusCode.NotFound)]
    [InlineData("/site.css", HttpStatusCode.OK)]
    [InlineData("/api/no-such-thing", HttpStatusCode.NotFound)]
    [InlineData("/test/boom/1?x=1", HttpStatusCode.InternalServerError)]
    public async Task Every_answer_is_closed_to_foreign_scripts_frames_and_readers(string page, HttpStatusCode status)
    {
        await using var door = await Doorstep.OpenAsync(OriginOrder.Plain);

        var answer = await door.Visitor("http://localhost").GetAsync(page);

        Assert.Equal(status, answer.StatusCode);
        string Header(string name) => answer.Headers.GetValues(name).Single();
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.Equal("DENY", Header("X-Frame-Options"));
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Resource-Policy"));
        Assert.StartsWith("geolocation=(self), camera=(self), microphone=()", Header("Permissions-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task The_policy_for_scripts_lets_nothing_inline_and_nothing_foreign_in()
    {
        await using var city = await TestHouse.NewAsync();

        var policy = (await city.Visitor().GetAsync("/about")).Headers.GetValues("Content-Security-Policy").Single();
        var rules = policy.Split(';', StringSplitOptions.TrimEntries).Select(rule => rule.Split(' ')).ToDictionary(rule => rule[0], rule => rule[1..]);

        Assert.Equal(["'self'"], rules["script-src"]);
        Assert.Equal(["'self'"], rules["style-src"]);
        foreach (var none in new[] { "default-src", "object-src", "base-uri", "frame-ancestors" }) Assert.Equal(["'none'"], rules[none]);
        Assert.DoesNotContain("unsafe", policy);
        Assert.DoesNotContain("http", policy);
    }

    [Fact]
    public async Task What_a_signed_in_person_was_shown_is_kept_nowhere()
    {
        await using var city = await TestHouse.NewAsync();
        var someone = await city.OfficerAsync();

        foreach (var page in new[] { "/about", "/members/import", "/no-such-page", "/api/stations.geojson" })
            Assert.True((await someone.GetAsync(page)).Headers.CacheControl?.NoStore, page);
        Assert.NotEqual(true, (await city.Visitor().GetAsync("/about")).Headers.CacheControl?.NoStore);
        Assert.NotEqual(true, (await someone.GetAsync("/site.css")).Headers.CacheControl?.NoStore);
    }
}
