namespace Waystation.Logbook;

/// <summary>Seals the log every second.</summary>
sealed class SealLogJob(SealLog seal, ILogger<SealLogJob> log) : BackgroundService
{
    static readonly TimeSpan everySecond = TimeSpan.FromSeconds(1);
    bool isTold;

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var ticks = new PeriodicTimer(everySecond);
        try
        {
            while (await ticks.WaitForNextTickAsync(stopping)) await SealAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program stops; what is not sealed yet is sealed after the next start.
        }
    }

    async Task SealAsync(CancellationToken ct)
    {
        try
        {
            await seal.RunAsync(ct);
            isTold = false;
        }
        catch (Exception away) when (away is not OperationCanceledException)
        {
            // Once, not every second for as long as the database is away.
            if (!isTold) log.LogError(away, "The log could not be sealed; it is tried again every second");
            isTold = true;
        }
    }
}
