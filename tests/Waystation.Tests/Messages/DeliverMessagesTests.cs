using Waystation.Data;
using static Waystation.Messages.MessageWorld;

namespace Waystation.Messages;

public class DeliverMessagesTests
{
    [Fact]
    public async Task A_code_that_comes_too_late_is_dropped_and_erased()
    {
        await using var world = await MessageWorld.NewAsync();
        var code = await world.QueueAsync(expiresAt: world.Clock.Now.AddMinutes(5));
        world.Clock.Now = world.Clock.Now.AddMinutes(5);

        await world.Delivering().RunAsync();

        Assert.Empty(world.Taking.Letters);
        Assert.Equal(("dropped", 0, false), await world.StoredAsync(code));
    }

    [Fact]
    public async Task A_message_that_is_not_taken_is_tried_again_later_and_then_later_still()
    {
        await using var world = await MessageWorld.NewAsync();
        var id = await world.QueueAsync();
        world.Taking.Refuses = new HttpRequestException("away");

        await world.Delivering().RunAsync();
        Assert.Equal(0, await world.Delivering().RunAsync());
        world.Clock.Now = world.Clock.Now.AddSeconds(5);
        Assert.Equal(1, await world.Delivering().RunAsync());
        world.Clock.Now = world.Clock.Now.AddSeconds(5);
        Assert.Equal(0, await world.Delivering().RunAsync());

        Assert.Equal(("waiting", 2, true), await world.StoredAsync(id));
    }

    [Fact]
    public async Task After_eight_tries_it_is_given_up_erased_and_said_in_the_log_without_phone_or_text()
    {
        await using var world = await MessageWorld.NewAsync();
        var id = await world.QueueAsync();
        world.Taking.Refuses = new HttpRequestException("The gateway answered 500.");
        var deliver = world.Delivering();

        for (var tries = 0; tries < DeliverMessages.MostTries; tries++)
        {
            Assert.Equal(1, await deliver.RunAsync());
            world.Clock.Now += DeliverMessages.PauseAfter(tries + 1);
        }

        Assert.Equal(("given-up", 8, false), await world.StoredAsync(id));
        Assert.Equal(0, await deliver.RunAsync());
        Assert.Equal(["Warning", "Error"], world.Log.Select(line => line.Split(':')[0]));
        Assert.Contains($"{id} (sign-in-code) was given up after 8 tries", world.Log[1]);
        Assert.DoesNotContain(world.Log, line => line.Contains(Phone) || line.Contains("482913"));
    }

    [Fact]
    public async Task What_was_sealed_under_another_key_does_not_hold_up_the_others()
    {
        await using var world = await MessageWorld.NewAsync();
        var foreign = await world.QueueAsync();
        await using (var spoil = world.Database.Source.CreateCommand("UPDATE messages SET text = '\\x01020304'")) await spoil.ExecuteNonQueryAsync();
        var good = await world.QueueAsync();

        await world.Delivering().RunAsync();

        Assert.Equal(good, Assert.Single(world.Taking.Letters).Id);
        Assert.Equal("waiting", (await world.StoredAsync(foreign)).State);
    }

    [Fact]
    public async Task It_arrives_whole_and_leaves_only_its_kind_and_times()
    {
        await using var world = await MessageWorld.NewAsync();
        var id = await world.QueueAsync(expiresAt: world.Clock.Now.AddMinutes(5));

        Assert.Equal(1, await world.Delivering().RunAsync());

        Assert.Equal(new Letter(id, "sign-in-code", Phone, Text, world.Clock.Now.UtcDateTime), Assert.Single(world.Taking.Letters));
        Assert.Equal(("delivered", 1, false), await world.StoredAsync(id));
    }

    [Fact]
    public async Task Whoever_falls_between_handing_over_and_noting_it_sends_it_again_under_the_same_id()
    {
        await using var world = await MessageWorld.NewAsync();
        var id = await world.QueueAsync();
        world.Taking.FallsAfterwards = new OutOfMemoryException();

        await Assert.ThrowsAsync<OutOfMemoryException>(() => world.Delivering().RunAsync());
        world.Taking.FallsAfterwards = null;
        Assert.Equal(0, await world.Delivering().RunAsync());
        world.Clock.Now += DeliverMessages.Held;
        await world.Delivering().RunAsync();

        Assert.Equal([id, id], world.Taking.Letters.Select(letter => letter.Id));
        Assert.Equal(("delivered", 2, false), await world.StoredAsync(id));
    }

    /// <summary>The second comes while the first has not committed yet.</summary>
    [Fact]
    public async Task Two_jobs_never_both_take_one_message()
    {
        await using var world = await MessageWorld.NewAsync();
        await world.QueueAsync();

        Assert.Equal((1, 0), await TakeTwiceAsync(world, guarded: true));
    }

    [Fact]
    public async Task Without_the_guard_they_do()
    {
        await using var world = await MessageWorld.NewAsync();
        await world.QueueAsync();

        Assert.Equal((1, 1), await TakeTwiceAsync(world, guarded: false));
    }

    static async Task<(int First, int Second)> TakeTwiceAsync(MessageWorld world, bool guarded)
    {
        var deliver = world.Delivering(guarded: guarded);
        await using var one = await world.Database.Source.OpenConnectionAsync();
        await using var two = await world.Database.Source.OpenConnectionAsync();
        await using var busy = await one.BeginTransactionAsync();
        var first = await deliver.TakeAsync(one);
        var second = deliver.TakeAsync(two);
        await Eventually.TrueAsync(() => second.IsCompleted || IsWaiting(world, two.ProcessID));
        await busy.CommitAsync();
        return (first.Count, (await second).Count);
    }

    static bool IsWaiting(MessageWorld world, int backend)
    {
        using var command = world.Database.Source.CreateCommand("SELECT cardinality(pg_blocking_pids($1)) > 0");
        command.Parameters.AddWithValue(backend);
        return (bool)command.ExecuteScalar()!;
    }

    [Fact]
    public async Task Many_jobs_at_once_hand_over_each_message_once()
    {
        await using var world = await MessageWorld.NewAsync();
        var queued = new List<Guid>();
        for (var i = 0; i < 60; i++) queued.Add(await world.QueueAsync());

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var deliver = world.Delivering();
            while (await deliver.RunAsync() > 0) { }
        })));

        Assert.Equal(queued.Order(), world.Taking.Letters.Select(letter => letter.Id).Order());
    }
}
