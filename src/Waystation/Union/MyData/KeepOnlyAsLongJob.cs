using Waystation.Shared;

namespace Waystation.MyData;

/// <summary>Carries out the retention rules each night, when nobody waits for the database.</summary>
sealed class KeepOnlyAsLongJob(CarryOutRetention carryOut, TimeProvider clock, ILogger<KeepOnlyAsLongJob> log) : RepeatedJob(log)
{
    static readonly TimeOnly atNight = new(3, 30);

    protected override string Trouble => "What is past its time could not be deleted";

    protected override TimeSpan First => UntilNext(City.LocalTime(clock.GetUtcNow()));

    protected override TimeSpan Rest => First;

    protected override async Task<TimeSpan?> WorkAsync(CancellationToken stopping)
    {
        await carryOut.RunAsync(clock.GetUtcNow(), dryRun: false, stopping);
        return First;
    }

    internal static TimeSpan UntilNext(DateTime now)
    {
        var today = now.Date + atNight.ToTimeSpan();
        return (today > now ? today : today.AddDays(1)) - now;
    }
}
