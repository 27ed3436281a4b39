using System.Net;
using AngleSharp.Html.Dom;

namespace Waystation.Accounts;

/// <summary>The sign-in page, as a browser meets it.</summary>
public class SignInPageTests
{
    const string Password = SignInWorld.Password;

    /// <summary>A grassroots chair: by name and password alone.</summary>
    static async Task<TestHouse> HouseAsync()
    {
        var web = await TestHouse.NewAsync();
        await using var db = web.House.Database.NewContext();
        var account = Account.OfStaff("赵主席", web.House.Clock.GetUtcNow().UtcDateTime);
        account.SetUp(new Passwords().Hash(account, Password), null);
        db.AddRange(account, Post.Give(account.Id, Role.GrassrootsChair, await web.CityAsync(), below: false, Shared.City.Today(web.House.Clock)));
        await db.SaveChangesAsync();
        return web;
    }

    static Dictionary<string, string> Form(string name, string password, string? back = null) => new() { ["Name"] = name, ["Password"] = password, ["Back"] = back ?? "" };

    static IEnumerable<string> Cookies(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [];

    [Fact]
    public async Task What_is_wrong_is_not_told_and_no_session_is_given()
    {
        await using var web = await HouseAsync();

        List<string> said = [];
        foreach (var (name, password) in new[] { ("赵主席", "不对的密码不对的密码"), ("没有人", Password), ("没有人", "不对的密码不对的密码") })
        {
            var answer = await TestHouse.PostFormAsync(web.Visitor(), "/desk/sign-in", Form(name, password));
            Assert.DoesNotContain(Cookies(answer), cookie => cookie.Contains("waystation.session", StringComparison.Ordinal));
            var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
            said.Add($"{answer.StatusCode} {page.QuerySelector("main")!.TextContent}");
        }

        Assert.Single(said.Distinct());
    }

    [Theory]
    [InlineData("/unions?on=2026-01-01", "/unions?on=2026-01-01")]
    [InlineData("https://elsewhere.example/", "/desk")]
    [InlineData("//elsewhere.example/", "/desk")]
    [InlineData("/\\elsewhere.example/", "/desk")]
    [InlineData("javascript:alert(1)", "/desk")]
    [InlineData("", "/desk")]
    public async Task After_coming_in_one_stays_in_this_house(string back, string to)
    {
        await using var web = await HouseAsync();

        var answer = await TestHouse.PostFormAsync(web.Visitor(), "/desk/sign-in", Form("赵主席", Password, back));

        Assert.Equal(to, answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task The_cookie_is_for_this_site_alone_and_over_HTTPS_bound_to_it(string scheme)
    {
        await using var web = await HouseAsync();
        var visitor = web.Visitor();
        visitor.BaseAddress = new Uri($"{scheme}://localhost");

        var answer = await TestHouse.PostFormAsync(visitor, "/desk/sign-in", Form("赵主席", Password));

        var session = Assert.Single(Cookies(answer), cookie => cookie.Contains("waystation.session=", StringComparison.Ordinal));
        foreach (var flag in new[] { "httponly", "samesite=lax", "path=/" }) Assert.Contains(flag, session.ToLowerInvariant());
        Assert.Equal(scheme == "https", session.StartsWith("__Host-", StringComparison.Ordinal));
        Assert.Equal(scheme == "https", session.Contains("; secure", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("domain=", session, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_form_from_another_site_is_not_taken()
    {
        await using var web = await HouseAsync();

        var answer = await web.Visitor().PostAsync("/desk/sign-in", new FormUrlEncodedContent(Form("赵主席", Password)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(Cookies(answer), cookie => cookie.Contains("waystation.session", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_colleague_sets_up_their_account_by_the_link_and_comes_in()
    {
        await using var web = await TestHouse.NewAsync();
        var (_, token) = await web.Services.GetRequiredService<AddOfficer>().RunAsync("钱干事", Role.CityOfficer, await web.CityAsync(), true, Data.Actor.Command);
        var visitor = web.Visitor();
        var address = $"/desk/set-up/{token}";
        var secret = (await web.Services.GetRequiredService<SetUpLinks>().FindAsync(token!, default))!.Secret;

        var set = await TestHouse.PostFormAsync(visitor, address, new() { ["Password"] = Password, ["Code"] = Totp.CodeAt(secret, web.House.Clock.GetUtcNow()) });
        var came = await TestHouse.PostFormAsync(visitor, "/desk/sign-in", new(Form("钱干事", Password)) { ["Code"] = Totp.CodeAt(secret, web.House.Clock.GetUtcNow()) });

        Assert.Equal("/desk/sign-in", set.Headers.Location!.OriginalString);
        Assert.Equal("/desk", came.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(address)).StatusCode);
        Assert.IsType<IHtmlInputElement>((await TestHouse.PageAsync(web.Visitor(), "/desk/sign-in")).QuerySelector("#Password"), exactMatch: false);
    }
}
