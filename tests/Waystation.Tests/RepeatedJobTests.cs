using Microsoft.Extensions.Logging.Abstractions;
using Waystation.Shared;

namespace Waystation;

public class RepeatedJobTests
{
    [Fact]
    public async Task Jobs_begin_in_turn_and_each_goes_on_by_itself_after_its_first_time()
    {
        var turns = new SemaphoreSlim(1);
        TaskCompletionSource firstMayEnd = new(), secondBegan = new(), firstAgain = new();
        var times = 0;
        using var first = new Job(async () =>
        {
            if (++times > 1) firstAgain.TrySetResult();
            else await firstMayEnd.Task;
        })
        { Turns = turns };
        using var second = new Job(() =>
        {
            secondBegan.TrySetResult();
            return Task.CompletedTask;
        })
        { Turns = turns };

        await first.StartAsync(default);
        while (turns.CurrentCount > 0) await Task.Delay(1);
        await second.StartAsync(default);
        await Task.Delay(50);
        Assert.False(secondBegan.Task.IsCompleted);

        firstMayEnd.SetResult();
        await Task.WhenAll(secondBegan.Task, firstAgain.Task).WaitAsync(TimeSpan.FromSeconds(30));
        await Task.WhenAll(first.StopAsync(default), second.StopAsync(default));
        Assert.Equal(1, turns.CurrentCount);
    }

    [Fact]
    public async Task A_job_that_does_not_end_keeps_no_other_from_beginning()
    {
        var turns = new SemaphoreSlim(1);
        var (never, began) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var stuck = new Job(() => never.Task) { Turns = turns };
        using var other = new Job(() =>
        {
            began.TrySetResult();
            return Task.CompletedTask;
        })
        { Turns = turns };

        await stuck.StartAsync(default);
        while (turns.CurrentCount > 0) await Task.Delay(1);
        await other.StartAsync(default);

        await began.Task.WaitAsync(TimeSpan.FromSeconds(30));
        never.SetResult();
        await Task.WhenAll(stuck.StopAsync(default), other.StopAsync(default));
        Assert.Equal(1, turns.CurrentCount);
    }

    sealed class Job(Func<Task> work) : RepeatedJob(NullLogger.Instance)
    {
        protected override string Trouble => "It was not done";

        protected override async Task<TimeSpan?> WorkAsync(CancellationToken stopping)
        {
            await work();
            return TimeSpan.FromMilliseconds(1);
        }
    }
}
