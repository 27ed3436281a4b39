using Waystation.Shared;

namespace Waystation.Indicators;

/// <summary>Looks each hour whether a month is over.</summary>
sealed class CloseMonthsJob(CloseMonths close, ILogger<CloseMonthsJob> log) : RepeatedJob(log)
{
    protected override string Trouble => "The months that are over could not be closed";

    protected override async Task<TimeSpan?> WorkAsync(CancellationToken stopping)
    {
        await close.RunAsync(stopping);
        return TimeSpan.FromHours(1);
    }
}
