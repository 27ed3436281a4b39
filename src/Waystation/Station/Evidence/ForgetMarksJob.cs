using Npgsql;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Evidence;

/// <summary>Takes away, each hour, the keys of days that are over and marks past their time.</summary>
sealed class ForgetMarksJob(VisitorMarks marks, Rules rules, TimeProvider clock, ILogger<ForgetMarksJob> log) : BackgroundService
{
    static readonly TimeSpan every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var ticks = new PeriodicTimer(every, clock);
        try
        {
            do await ForgetAsync(stopping);
            while (await ticks.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program stops; the next start forgets.
        }
    }

    async Task ForgetAsync(CancellationToken ct)
    {
        try
        {
            var now = clock.GetUtcNow();
            await marks.ForgetAsync(rules.On<Retention>(Retention.VisitorMarks, City.DayOf(now)).Value.Keep.EndedBefore(now), ct);
        }
        catch (NpgsqlException away)
        {
            log.LogWarning(away, "Marks of visitors could not be taken away; it is tried again in an hour");
        }
    }
}
