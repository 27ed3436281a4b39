using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Data;

namespace Waystation.MembershipCodes;

/// <summary>The page and the endpoints of a verifier: public, and a code is never in an address.</summary>
[Trait("server", "any")]
public class VerifyPageTests
{
    [Theory]
    [InlineData("nonsense", "读不出")]
    [InlineData("", "读不出")]
    public async Task What_is_no_code_is_said_to_be_none(string typed, string word)
    {
        await using var city = await TestHouse.NewAsync();

        var answer = await TestHouse.PostFormAsync(city.Visitor(), "/code/verify", new() { ["Code"] = typed });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(word, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_code_in_the_address_is_not_looked_at()
    {
        await using var city = await HouseAsync();

        var page = await TestHouse.PageAsync(city.House.Visitor(), $"/code/verify?Code={city.Code}");

        Assert.Empty(page.QuerySelector("#found")!.TextContent.Trim());
    }

    [Fact]
    public async Task The_machines_door_answers_nonsense_with_a_problem_or_a_verdict()
    {
        await using var city = await TestHouse.NewAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await city.Visitor().PostAsync("/api/code/check", new StringContent("[", new MediaTypeHeaderValue("application/json")))).StatusCode);
        Assert.False((await city.Visitor().PostAsync("/api/code/check", new StringContent("code"))).IsSuccessStatusCode);
        Assert.Equal("unreadable", await VerdictAsync(city, null!));
        Assert.Equal("unreadable", await VerdictAsync(city, new string('x', 100_000)));
        Assert.False((await city.Visitor().GetAsync("/api/code/check?code=x")).IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("zh-CN", "有效")]
    [InlineData("en", "Valid")]
    public async Task A_keeper_without_script_verifies_by_a_form(string language, string word)
    {
        await using var city = await HouseAsync();
        var keeper = city.House.Visitor();
        if (language == "en") await keeper.PostAsync("/language", new FormUrlEncodedContent([new("to", "en"), new("back", "/code/verify")]));

        var answer = await TestHouse.PostFormAsync(keeper, "/code/verify", new() { ["Code"] = city.Code });
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        Assert.Equal(word, page.QuerySelector("#found .state")!.TextContent);
        Assert.Contains("王*芳", page.QuerySelector("#found")!.TextContent);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Online_a_revocation_counts_at_once()
    {
        await using var city = await HouseAsync();
        Assert.Equal("valid", await VerdictAsync(city.House, city.Code));

        await city.House.Services.GetRequiredService<RevokeCodes>().RunAsync([city.Member], Actor.System);

        Assert.Equal("revoked", await VerdictAsync(city.House, city.Code));
    }

    [Fact]
    public async Task What_a_verifier_keeps_names_nobody_and_comes_again_only_when_it_changed()
    {
        await using var city = await HouseAsync();
        var gate = city.House.Visitor();
        var first = await gate.GetAsync("/api/code/keys");

        var same = await AgainAsync(gate, first.Headers.ETag!);
        await city.House.Services.GetRequiredService<RevokeCodes>().RunAsync([city.Member], Actor.System);
        var changed = await AgainAsync(gate, first.Headers.ETag!);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.OK], [first.StatusCode, same.StatusCode, changed.StatusCode]);
        var text = await changed.Content.ReadAsStringAsync();
        Assert.Equal(2, JsonDocument.Parse(text).RootElement.GetProperty("revoked").GetArrayLength());
        Assert.DoesNotContain(city.Member.ToString(), text);
        Assert.DoesNotContain("private", text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/code/worker.js")]
    [InlineData("/code/page.mjs")]
    [InlineData("/code/verifier.mjs")]
    [InlineData("/code/code.css")]
    [InlineData("/code/vendor/jsQR.js")]
    [InlineData("/code/vendor/jsQR.LICENSE.txt")]
    [InlineData("/code/vendor/sm2.js")]
    [InlineData("/code/vendor/sm2.LICENSE.txt")]
    public async Task What_the_page_keeps_for_later_is_there(string piece)
    {
        await using var city = await TestHouse.NewAsync();

        var answer = await city.Visitor().GetAsync(piece);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        if (piece.EndsWith("js", StringComparison.Ordinal)) Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
    }

    static async Task<HttpResponseMessage> AgainAsync(HttpClient gate, EntityTagHeaderValue known)
    {
        using var asks = new HttpRequestMessage(HttpMethod.Get, "/api/code/keys") { Headers = { IfNoneMatch = { known } } };
        return await gate.SendAsync(asks);
    }

    static async Task<string?> VerdictAsync(TestHouse city, string code)
    {
        var answer = await city.Visitor().PostAsJsonAsync("/api/code/check", new { code });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("verdict").GetString();
    }

    static async Task<OpenHouse> HouseAsync()
    {
        var database = await TestDatabase.NewAsync();
        var member = await (await CodeWorld.OnAsync(database)).PersonAsync();
        var house = await TestHouse.OnAsync(database);
        return new(house, member, (await house.Services.GetRequiredService<IssueCode>().RunAsync(member)).Text);
    }

    sealed record OpenHouse(TestHouse House, Guid Member, string Code) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => House.DisposeAsync();
    }
}
