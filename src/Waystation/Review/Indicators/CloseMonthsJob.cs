namespace Waystation.Indicators;

/// <summary>Looks each hour whether a month is over.</summary>
sealed class CloseMonthsJob(CloseMonths close, ILogger<CloseMonthsJob> log) : BackgroundService
{
    static readonly TimeSpan eachHour = TimeSpan.FromHours(1), rest = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var pause = eachHour;
            try
            {
                await close.RunAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception away)
            {
                log.LogError(away, "The months that are over could not be closed; it is tried again");
                pause = rest;
            }

            await Task.Delay(pause, stopping);
        }
    }
}
