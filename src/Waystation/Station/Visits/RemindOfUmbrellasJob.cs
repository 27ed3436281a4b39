namespace Waystation.Visits;

/// <summary>Looks every hour whether an umbrella is due.</summary>
sealed class RemindOfUmbrellasJob(RemindOfUmbrellas remind, TimeProvider clock, ILogger<RemindOfUmbrellasJob> log) : BackgroundService
{
    static readonly TimeSpan every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var ticks = new PeriodicTimer(every, clock);
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
            await remind.RunAsync(ct);
        }
        catch (Exception away) when (away is not OperationCanceledException)
        {
            log.LogWarning(away, "Nobody could be reminded of an umbrella; it is tried again in an hour");
        }
    }
}
