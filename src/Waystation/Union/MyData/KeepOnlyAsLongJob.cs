using Waystation.Shared;

namespace Waystation.MyData;

/// <summary>Carries out the retention rules each night, when nobody waits for the database.</summary>
sealed class KeepOnlyAsLongJob(CarryOutRetention carryOut, TimeProvider clock, ILogger<KeepOnlyAsLongJob> log) : BackgroundService
{
    static readonly TimeOnly atNight = new(3, 30);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await Task.Delay(UntilNext(City.LocalTime(clock.GetUtcNow())), clock, stopping);
                await RunAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program stops; the next night finds what is left.
        }
    }

    internal static TimeSpan UntilNext(DateTime now)
    {
        var today = now.Date + atNight.ToTimeSpan();
        return (today > now ? today : today.AddDays(1)) - now;
    }

    async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await carryOut.RunAsync(clock.GetUtcNow(), dryRun: false, ct);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            log.LogError(failed, "What is past its time could not be deleted; it is tried again the next night");
        }
    }
}
