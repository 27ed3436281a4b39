using Microsoft.EntityFrameworkCore;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>How colleagues come in; and how nobody else does, nor learns what was right.</summary>
public class StaffSignInTests
{
    const string Wrong = "accounts.sign-in-wrong";

    [Fact]
    public async Task A_wrong_name_password_or_code_is_one_sentence_and_one_password_looked_at()
    {
        await using var world = await SignInWorld.NewAsync();
        var lee = await world.ColleagueAsync();

        foreach (var (name, password, code) in new[]
        {
            ("nobody", SignInWorld.Password, "123456"), (lee.Name, "另一个不对的密码真的不对", world.CodeOf(lee)), (lee.Name, SignInWorld.Password, "000000"),
            (lee.Name, SignInWorld.Password, null), (lee.Name, null, null), (null, null, null), (new string('长', 5000), new string('长', 5000), new string('9', 5000)),
        })
        {
            var before = world.Passwords.Looked;
            Assert.Equal(Wrong, await world.RefusedAsync(name, password, code));
            Assert.Equal(before + 1, world.Passwords.Looked);
        }

        Assert.Equal(0L, await world.ScalarAsync<long>("SELECT count(*) FROM sessions"));
    }

    [Fact]
    public async Task Whoever_was_reset_or_closed_is_refused_like_a_stranger()
    {
        await using var world = await SignInWorld.NewAsync();
        var (reset, closed) = (await world.ColleagueAsync("重置的"), await world.ColleagueAsync("注销的"));
        await world.ChangeAsync(async db => (await db.Set<Account>().SingleAsync(a => a.Id == reset.Account)).Reset());
        await world.ChangeAsync(async db => (await db.Set<Account>().SingleAsync(a => a.Id == closed.Account)).Close(world.Clock.Now.UtcDateTime));

        foreach (var gone in new[] { reset, closed })
        {
            var before = world.Passwords.Looked;
            Assert.Equal(Wrong, await world.RefusedAsync(gone.Name, SignInWorld.Password, world.CodeOf(gone)));
            Assert.Equal(before + 1, world.Passwords.Looked);
        }
    }

    [Fact]
    public async Task A_code_works_once_and_none_before_it_works_afterwards()
    {
        await using var world = await SignInWorld.NewAsync();
        var lee = await world.ColleagueAsync();
        await world.EnterAsync(lee);

        Assert.Equal(Wrong, await world.RefusedAsync(lee.Name, SignInWorld.Password, world.CodeOf(lee)));
        Assert.Equal(Wrong, await world.RefusedAsync(lee.Name, SignInWorld.Password, world.CodeOf(lee, stepsOff: -1)));

        world.Clock.Now += TimeSpan.FromSeconds(30);
        await world.EnterAsync(lee);
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_clock_may_be_off_by_one_step_and_no_more(int steps, bool comesIn)
    {
        await using var world = await SignInWorld.NewAsync();
        var lee = await world.ColleagueAsync();

        if (comesIn) await world.SignIn.RunAsync(lee.Name, SignInWorld.Password, world.CodeOf(lee, steps), Guid.NewGuid(), default);
        else Assert.Equal(Wrong, await world.RefusedAsync(lee.Name, SignInWorld.Password, world.CodeOf(lee, steps)));
    }

    [Fact]
    public async Task One_code_sent_many_times_at_once_lets_one_in()
    {
        await using var world = await SignInWorld.NewAsync();
        var lee = await world.ColleagueAsync();

        var tries = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ComesInAsync(() => world.EnterAsync(lee))));

        Assert.Equal(1, tries.Count(came => came));
    }

    [Fact]
    public async Task Without_a_post_nobody_comes_in_though_everything_else_is_right()
    {
        await using var world = await SignInWorld.NewAsync();
        var lee = await world.ColleagueAsync();
        await world.ChangeAsync(async db => (await db.Set<Post>().SingleAsync()).End(City.Today(world.Clock)));

        Assert.Equal("accounts.no-post", await world.RefusedAsync(lee.Name, SignInWorld.Password, world.CodeOf(lee)));
        Assert.Equal(Wrong, await world.RefusedAsync(lee.Name, "另一个不对的密码真的不对", world.CodeOf(lee, 1)));
    }

    [Theory]
    [InlineData(Role.Leader, false, "accounts.second-factor-missing")]
    [InlineData(Role.GrassrootsChair, true, "accounts.second-factor-missing")]
    [InlineData(Role.GrassrootsChair, false, null)]
    public async Task A_post_above_grassroots_level_needs_a_second_factor(Role role, bool below, string? refused)
    {
        await using var world = await SignInWorld.NewAsync();
        var lee = await world.ColleagueAsync(role: role, secondFactor: false, below: below);

        if (refused is null) await world.SignIn.RunAsync(lee.Name, SignInWorld.Password, null, Guid.NewGuid(), default);
        else Assert.Equal(refused, await world.RefusedAsync(lee.Name, SignInWorld.Password, null));
    }

    [Theory]
    [InlineData("李干事")]
    [InlineData("nobody of this name")]
    public async Task Of_ten_thousand_tries_at_once_five_are_looked_at_then_even_the_right_one_waits(string name)
    {
        await using var world = await SignInWorld.NewAsync();
        var lee = await world.ColleagueAsync();

        var before = world.Passwords.Looked;
        var came = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 10_000), new ParallelOptions { MaxDegreeOfParallelism = 24 }, async (_, _) =>
        {
            if (await ComesInAsync(() => world.SignIn.RunAsync(name, "猜一个密码看看对不对", "000000", Guid.NewGuid(), default))) Interlocked.Increment(ref came);
        });

        Assert.Equal((0, 5), (came, world.Passwords.Looked - before));
        if (name != lee.Name) return;
        Assert.Equal(Wrong, await world.RefusedAsync(lee.Name, SignInWorld.Password, world.CodeOf(lee)));
        world.Clock.Now += TimeSpan.FromMinutes(15);
        await world.EnterAsync(lee);
    }

    /// <summary>The control: where nothing is locked, every try is looked at.</summary>
    [Fact]
    public async Task Tries_at_many_names_are_all_looked_at()
    {
        await using var world = await SignInWorld.NewAsync();
        var before = world.Passwords.Looked;

        for (var one = 0; one < 7; one++) await world.RefusedAsync($"name {one}", "猜一个密码看看对不对", "000000");

        Assert.Equal(7, world.Passwords.Looked - before);
    }

    [Fact]
    public async Task Four_wrong_tries_are_forgiven_by_a_right_one()
    {
        await using var world = await SignInWorld.NewAsync();
        var lee = await world.ColleagueAsync();

        for (var day = 0; day < 3; day++)
        {
            for (var one = 0; one < 4; one++) await world.RefusedAsync(lee.Name, "猜一个密码看看对不对", "000000");
            await world.EnterAsync(lee);
            world.Clock.Now += TimeSpan.FromMinutes(1);
        }
    }

    [Fact]
    public async Task One_device_has_sixty_tries_an_hour_whatever_the_names()
    {
        await using var world = await SignInWorld.NewAsync();
        var device = Guid.NewGuid();
        for (var one = 0; one < 60; one++) await world.Limits.CountAsync(Limited.DeviceSignInsAnHour, device, default);
        var before = world.Passwords.Looked;

        Assert.Equal("accounts.too-often", await world.RefusedAsync("another", "猜一个密码看看对不对", "000000", device));
        Assert.Equal(before, world.Passwords.Looked);
        world.Clock.Now += TimeSpan.FromHours(1);
        Assert.Equal(Wrong, await world.RefusedAsync("another", "猜一个密码看看对不对", "000000", device));
    }

    [Fact]
    public async Task A_name_is_one_name_however_it_is_typed()
    {
        await using var world = await SignInWorld.NewAsync();
        var lee = await world.ColleagueAsync("Li Na");

        await world.SignIn.RunAsync(" ｌｉ  NA ", SignInWorld.Password, world.CodeOf(lee), Guid.NewGuid(), default);
    }

    static async Task<bool> ComesInAsync(Func<Task> enter)
    {
        try
        {
            await enter();
            return true;
        }
        catch (Refusal refusal) when (refusal.Sentence.Key == Wrong)
        {
            return false;
        }
    }
}
