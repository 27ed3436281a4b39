using Waystation.Data;
using static Waystation.Joining.JoiningWorld;

namespace Waystation.Joining;

public class SilenceTests
{
    static readonly DateTimeOffset afterTheClock = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task On_the_last_day_in_time_nothing_goes_up_yet()
    {
        await using var world = await NewAsync();
        var application = await world.SubmitAsync(world.Couriers);
        world.Clock.Now = afterTheClock.AddDays(-1);

        Assert.Equal((0, 0), await world.Passing().RunAsync());
        Assert.Equal(world.Couriers, (await world.ReadAsync(application)).UnionId);
    }

    [Fact]
    public async Task Silence_passes_an_application_up_with_a_new_clock_until_it_is_the_citys()
    {
        await using var world = await NewAsync();
        var application = await world.SubmitAsync(world.Couriers);

        List<Guid> acted = [];
        for (var round = 0; round < 5; round++)
        {
            world.Clock.Now = world.Clock.Now.AddDays(40);
            await world.Passing().RunAsync();
            acted.Add((await world.ReadAsync(application)).UnionId);
        }

        Assert.Equal([world.Desheng, world.West, world.City, world.City, world.City], acted);
        var waiting = await world.ReadAsync(application);
        Assert.Equal((3, "joining-decision-above/city/2020-01-01", world.Couriers), (waiting.PassedUp, waiting.Clock, waiting.HomeId));
        Assert.True(waiting.DueOn < world.Clocks.Today);
    }

    [Fact]
    public async Task An_appeal_that_nobody_hears_goes_up_as_an_appeal()
    {
        await using var world = await NewAsync();
        var worker = await world.WorkerAsync();
        var application = await world.SubmitAsync(world.Couriers, account: worker);
        await world.RefuseAsync(application, "not-wage-earning-here", await world.OfficerAsync());
        await world.AppealAsync(application, Actor.Account(worker, null));
        world.Clock.Now = Monday.AddDays(60);

        await world.Passing().RunAsync();

        var appealed = await world.ReadAsync(application);
        Assert.Equal((ApplicationState.Appealed, world.West, "joining-appeal/city/2020-01-01"), (appealed.State, appealed.UnionId, appealed.Clock));
    }

    [Fact]
    public async Task Many_nodes_pass_each_application_up_once()
    {
        await using var world = await NewAsync();
        for (var person = 1; person <= 12; person++) await world.SubmitAsync(world.Couriers, Person(person));
        world.Clock.Now = afterTheClock;

        var passed = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => world.Passing().RunAsync()));

        Assert.Equal(12, passed.Sum(p => p.PassedUp));
        Assert.Equal((12L, 12L), await CountsAsync(world));
    }

    [Fact]
    public async Task Two_nodes_at_the_same_moment_share_the_work()
    {
        await using var world = await NewAsync();
        await world.SubmitAsync(world.Couriers);
        world.Clock.Now = afterTheClock;

        await TwoAtOnceAsync(world, world.Passing());

        Assert.Equal((1L, 1L), await CountsAsync(world));
    }

    /// <summary>The negative control: without the guard both would pass it up, and the log would say so twice.</summary>
    [Fact]
    public async Task Without_the_guard_it_would_be_passed_up_twice()
    {
        await using var world = await NewAsync();
        await world.SubmitAsync(world.Couriers);
        world.Clock.Now = afterTheClock;

        await TwoAtOnceAsync(world, world.Passing(guarded: false));

        Assert.Equal((1L, 2L), await CountsAsync(world));
    }

    /// <summary>The second node looks while the first has not committed yet.</summary>
    static async Task TwoAtOnceAsync(JoiningWorld world, PassUpApplications pass)
    {
        await using var first = world.As(Actor.System);
        await using var second = world.As(Actor.System);
        await using var one = await first.Database.BeginTransactionAsync();
        await using var two = await second.Database.BeginTransactionAsync();
        await pass.PassAsync(first);
        var other = Task.Run(() => pass.PassAsync(second));
        await Eventually.TrueAsync(() => other.IsCompleted || WaitsAsync(world).GetAwaiter().GetResult());
        await one.CommitAsync();
        await other;
        await two.CommitAsync();
    }

    static Task<bool> WaitsAsync(JoiningWorld world) => world.AskAsync<bool>("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')");

    static async Task<(long Applications, long Lines)> CountsAsync(JoiningWorld world) => (
        await world.AskAsync<long>("SELECT sum(passed_up)::bigint FROM applications"), await world.AskAsync<long>("SELECT count(*) FROM logbook WHERE did = 'passed-up-application'"));
}
