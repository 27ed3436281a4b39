using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>The one-time link: once, for three days, for one person.</summary>
public class SetUpLinksTests
{
    static async Task<(string Token, SetUp Waiting)> InvitedAsync(SignInWorld world, Role role = Role.GrassrootsChair, bool below = false, string name = "新同事")
    {
        var (_, token) = await new AddOfficer(world.Database, world.Links, world.Clock).RunAsync(name, role, world.City, below, Actor.Command);
        return (token!, (await world.Links.FindAsync(token!, default))!);
    }

    static async Task<string> RefusedAsync(Func<Task> act) => (await Assert.ThrowsAsync<Refusal>(act)).Sentence.Key;

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    public async Task A_link_that_nobody_made_leads_nowhere(string token)
    {
        await using var world = await SignInWorld.NewAsync();

        Assert.Null(await world.Links.FindAsync(token, default));
        Assert.Equal("accounts.link-unknown", await RefusedAsync(() => world.Links.UseAsync(token, SignInWorld.Password, null, default)));
    }

    [Fact]
    public async Task A_link_works_once()
    {
        await using var world = await SignInWorld.NewAsync();
        var (token, _) = await InvitedAsync(world);
        await world.Links.UseAsync(token, SignInWorld.Password, null, default);

        Assert.Null(await world.Links.FindAsync(token, default));
        Assert.Equal("accounts.link-unknown", await RefusedAsync(() => world.Links.UseAsync(token, "这是后来的另一个密码呀", null, default)));
        await world.SignIn.RunAsync("新同事", SignInWorld.Password, null, Guid.NewGuid(), default);
    }

    [Fact]
    public async Task A_link_used_twice_at_once_sets_one_password()
    {
        await using var world = await SignInWorld.NewAsync();
        var (token, _) = await InvitedAsync(world);
        string[] passwords = ["甲方先到先得的那一个新密码", "乙方先到先得的那一个新密码", "丙方先到先得的那一个新密码", "丁方先到先得的那一个新密码"];

        var set = await Task.WhenAll(passwords.Select(async password =>
        {
            try
            {
                await world.Links.UseAsync(token, password, null, default);
                return password;
            }
            catch (Refusal refusal) when (refusal.Sentence.Key == "accounts.link-unknown")
            {
                return null;
            }
        }));

        await world.SignIn.RunAsync("新同事", Assert.Single(set, one => one is not null), null, Guid.NewGuid(), default);
    }

    [Fact]
    public async Task A_link_holds_three_days()
    {
        await using var world = await SignInWorld.NewAsync();
        var (token, _) = await InvitedAsync(world);

        world.Clock.Now += TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1);
        Assert.NotNull(await world.Links.FindAsync(token, default));
        world.Clock.Now += TimeSpan.FromSeconds(1);
        Assert.Null(await world.Links.FindAsync(token, default));
    }

    [Fact]
    public async Task A_new_link_takes_the_place_of_the_old_one()
    {
        await using var world = await SignInWorld.NewAsync();
        var (old, _) = await InvitedAsync(world);
        var (young, _) = await InvitedAsync(world, Role.StationKeeper);

        Assert.Null(await world.Links.FindAsync(old, default));
        Assert.NotNull(await world.Links.FindAsync(young, default));
    }

    [Fact]
    public async Task A_closed_account_has_no_link()
    {
        await using var world = await SignInWorld.NewAsync();
        var (token, waiting) = await InvitedAsync(world);
        await world.ChangeAsync(async db => (await db.Set<Account>().FindAsync(waiting.Account.Id))!.Close(world.Clock.Now.UtcDateTime));

        Assert.Null(await world.Links.FindAsync(token, default));
    }

    [Theory]
    [InlineData(Role.Leader, false, true)]
    [InlineData(Role.GrassrootsChair, true, true)]
    [InlineData(Role.GrassrootsChair, false, false)]
    public async Task Whose_post_needs_a_second_factor_cannot_leave_it_out(Role role, bool below, bool needed)
    {
        await using var world = await SignInWorld.NewAsync();
        var (token, waiting) = await InvitedAsync(world, role, below);

        Assert.Equal(needed, waiting.NeedsSecondFactor);
        if (needed) Assert.Equal("accounts.code-wrong", await RefusedAsync(() => world.Links.UseAsync(token, SignInWorld.Password, null, default)));
        await world.Links.UseAsync(token, SignInWorld.Password, needed ? Totp.CodeAt(waiting.Secret, world.Clock.Now) : null, default);
    }

    [Theory]
    [InlineData(null, "accounts.password-length")]
    [InlineData("短了", "accounts.password-length")]
    [InlineData("我是新 同事而且密码也够长了", "accounts.password-holds-name")]
    [InlineData("aaaaabbbbbbbbbbbbb", "accounts.password-too-plain")]
    public async Task A_password_that_would_be_guessed_is_refused_and_the_link_stays(string? password, string why)
    {
        await using var world = await SignInWorld.NewAsync();
        var (token, _) = await InvitedAsync(world);

        Assert.Equal(why, await RefusedAsync(() => world.Links.UseAsync(token, password, null, default)));
        Assert.NotNull(await world.Links.FindAsync(token, default));
    }

    [Fact]
    public async Task Neither_the_link_nor_the_secret_stands_in_the_database()
    {
        await using var world = await SignInWorld.NewAsync();
        var (token, waiting) = await InvitedAsync(world);

        var stored = await world.ScalarAsync<string>("SELECT string_agg(t::text, ' ') || (SELECT coalesce(string_agg(l::text, ' '), '') FROM logbook l) FROM set_up_links t");

        Assert.DoesNotContain(token, stored);
        Assert.DoesNotContain(Convert.ToHexStringLower(System.Buffers.Text.Base64Url.DecodeFromChars(token)), stored);
        Assert.DoesNotContain(Convert.ToHexStringLower(waiting.Secret), stored);
    }

    [Theory]
    [InlineData(Role.SecurityAdministrator, Role.AuditAdministrator)]
    [InlineData(Role.SystemAdministrator, Role.CityOfficer)]
    [InlineData(Role.CityOfficer, Role.AuditAdministrator)]
    public async Task An_administrators_post_stands_apart_from_every_other(Role first, Role second)
    {
        await using var world = await SignInWorld.NewAsync();
        await InvitedAsync(world, first);

        Assert.Equal("accounts.administrators-stand-apart", await RefusedAsync(() => InvitedAsync(world, second)));
    }

    [Fact]
    public async Task Two_posts_given_at_once_see_each_other()
    {
        await using var world = await SignInWorld.NewAsync();

        await Task.WhenAll(new[] { Role.SecurityAdministrator, Role.AuditAdministrator, Role.SystemAdministrator, Role.CityOfficer }.Select(async role =>
        {
            try
            {
                await new AddOfficer(world.Database, world.Links, world.Clock).RunAsync("一个人", role, world.City, true, Actor.Command);
            }
            catch (Refusal refusal) when (refusal.Sentence.Key == "accounts.administrators-stand-apart")
            {
                // The others find the first.
            }
        }));

        Assert.Equal((1L, 1L), (await world.ScalarAsync<long>("SELECT count(*) FROM posts"), await world.ScalarAsync<long>("SELECT count(*) FROM accounts")));
    }
}
