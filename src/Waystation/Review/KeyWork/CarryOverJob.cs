using Waystation.Shared;

namespace Waystation.KeyWork;

/// <summary>Looks each hour, and just after midnight, whether a month has begun.</summary>
sealed class CarryOverJob(CarryOver carry, TimeProvider clock, ILogger<CarryOverJob> log) : BackgroundService
{
    static readonly TimeSpan eachHour = TimeSpan.FromHours(1), rest = TimeSpan.FromSeconds(20), justAfter = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var pause = UntilMidnight();
            try
            {
                await carry.RunAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception away)
            {
                log.LogError(away, "Key work could not be carried over; it is tried again");
                pause = rest;
            }

            await Task.Delay(pause, stopping);
        }
    }

    TimeSpan UntilMidnight()
    {
        var left = TimeSpan.FromDays(1) - City.LocalTime(clock.GetUtcNow()).TimeOfDay + justAfter;
        return left < eachHour ? left : eachHour;
    }
}
