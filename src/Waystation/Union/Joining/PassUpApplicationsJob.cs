namespace Waystation.Joining;

/// <summary>Looks every few minutes whether a clock ran out.</summary>
sealed class PassUpApplicationsJob(PassUpApplications pass, ILogger<PassUpApplicationsJob> log) : BackgroundService
{
    static readonly TimeSpan every = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var ticks = new PeriodicTimer(every);
        try
        {
            do await LookAsync(stopping);
            while (await ticks.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program stops; the next start looks again.
        }
    }

    async Task LookAsync(CancellationToken ct)
    {
        try
        {
            await pass.RunAsync(ct);
        }
        catch (Exception away) when (away is not OperationCanceledException)
        {
            log.LogError(away, "Applications whose time ran out could not be passed up; it is tried again in {Minutes} minutes", every.TotalMinutes);
        }
    }
}
