using Waystation.Shared;

namespace Waystation.KeyWork;

/// <summary>Looks each hour, and just after midnight, whether a month has begun.</summary>
sealed class CarryOverJob(CarryOver carry, TimeProvider clock, ILogger<CarryOverJob> log) : RepeatedJob(log)
{
    static readonly TimeSpan eachHour = TimeSpan.FromHours(1), justAfter = TimeSpan.FromSeconds(1);

    protected override string Trouble => "Key work could not be carried over";

    protected override async Task<TimeSpan?> WorkAsync(CancellationToken stopping)
    {
        var midnight = TimeSpan.FromDays(1) - City.LocalTime(clock.GetUtcNow()).TimeOfDay + justAfter;
        await carry.RunAsync(stopping);
        return midnight < eachHour ? midnight : eachHour;
    }
}
