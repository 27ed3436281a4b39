using System.Net;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>A session ends when it should, everywhere, at once; and its cookie says as little as it can.</summary>
public class SessionTests
{
    [Theory]
    [InlineData(59, true)]
    [InlineData(61, false)]
    public async Task A_colleague_who_did_not_click_for_an_hour_is_out(int minutes, bool isIn)
    {
        await using var world = await SignInWorld.NewAsync();
        var (token, _) = await world.EnterAsync(await world.ColleagueAsync());

        world.Clock.Now += TimeSpan.FromMinutes(minutes);

        Assert.Equal(isIn, await world.Sessions.FindAsync(token, default) is not null);
    }

    [Fact]
    public async Task A_colleague_who_clicks_all_day_is_out_after_twelve_hours()
    {
        await using var world = await SignInWorld.NewAsync();
        var (token, _) = await world.EnterAsync(await world.ColleagueAsync());

        for (var half = 0; half < 23; half++)
        {
            world.Clock.Now += TimeSpan.FromMinutes(30);
            Assert.NotNull(await world.Sessions.FindAsync(token, default));
        }

        world.Clock.Now += TimeSpan.FromMinutes(31);
        Assert.Null(await world.Sessions.FindAsync(token, default));
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_of_the_account_and_nobody_elses()
    {
        await using var world = await SignInWorld.NewAsync();
        var (lee, wang) = (await world.ColleagueAsync("李干事"), await world.ColleagueAsync("王干事"));
        var (one, other) = ((await world.EnterAsync(lee)).Token, (await world.EnterAsync(wang)).Token);
        world.Clock.Now += TimeSpan.FromSeconds(30);
        var two = (await world.EnterAsync(lee)).Token;
        var caller = (await world.Sessions.FindAsync(one, default))!;

        await world.Sessions.EndAllAsync(caller.AccountId, caller.Actor, default);

        Assert.Null(await world.Sessions.FindAsync(one, default));
        Assert.Null(await world.Sessions.FindAsync(two, default));
        Assert.NotNull(await world.Sessions.FindAsync(other, default));
        Assert.Equal(2L, await world.ScalarAsync<long>("SELECT amount FROM logbook WHERE did = 'signed-out-everywhere'"));
    }

    [Fact]
    public async Task Nobody_ends_a_session_of_somebody_else_nor_takes_their_post()
    {
        await using var world = await SignInWorld.NewAsync();
        var (lee, wang) = (await world.ColleagueAsync("李干事"), await world.ColleagueAsync("王干事", Role.Leader));
        var (his, hers) = ((await world.EnterAsync(lee)).Token, (await world.EnterAsync(wang)).Token);
        var (him, her) = ((await world.Sessions.FindAsync(his, default))!, (await world.Sessions.FindAsync(hers, default))!);

        await world.Sessions.EndAsync(her, him.SessionId, default);

        Assert.NotNull(await world.Sessions.FindAsync(his, default));
        Assert.Equal("accounts.not-your-post", (await Assert.ThrowsAsync<Refusal>(() => world.Sessions.TakePostAsync(her, lee.Post, default))).Sentence.Key);
    }

    [Fact]
    public async Task A_session_whose_post_ended_has_no_rights_from_the_next_click_on()
    {
        await using var world = await SignInWorld.NewAsync();
        var lee = await world.ColleagueAsync();
        var (token, _) = await world.EnterAsync(lee);
        Assert.True((await world.Sessions.FindAsync(token, default))!.May(Right.SeeMembers));

        await world.ChangeAsync(async db => (await db.Set<Post>().FindAsync(lee.Post))!.End(City.Today(world.Clock)));

        Assert.Null((await world.Sessions.FindAsync(token, default))!.Post);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    public async Task A_cookie_that_we_never_gave_is_nobodys(string token)
    {
        await using var web = await TestHouse.NewAsync();
        var thief = web.Visitor();
        thief.DefaultRequestHeaders.Add("Cookie", $"waystation.session={token}");

        var answer = await thief.GetAsync("/sessions");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/desk/sign-in", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_stolen_cookie_is_worth_nothing_once_its_owner_has_left()
    {
        await using var web = await TestHouse.NewAsync();
        var (owner, cookie) = await web.StaffWithCookieAsync(Role.CityOfficer, await web.CityAsync());
        var thief = web.Visitor();
        thief.DefaultRequestHeaders.Add("Cookie", $"waystation.session={cookie}");
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/sessions")).StatusCode);

        await TestHouse.PostFormAsync(owner, "/sessions?handler=EndAll", []);

        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/sessions")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await owner.GetAsync("/sessions")).StatusCode);
    }
}
