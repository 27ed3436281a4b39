using Waystation.Shared;

namespace Waystation.Indicators;

/// <summary>Looks each hour whether a month is over. A house in its first days closes none: its registers, which tell of the years before, are still coming in.</summary>
sealed class CloseMonthsJob(CloseMonths close, ILogger<CloseMonthsJob> log) : RepeatedJob(log)
{
    protected override string Trouble => "The months that are over could not be closed";

    protected override async Task<TimeSpan?> WorkAsync(CancellationToken stopping)
    {
        if (await close.IsSettledAsync(stopping)) await close.RunAsync(stopping);
        return TimeSpan.FromHours(1);
    }
}
