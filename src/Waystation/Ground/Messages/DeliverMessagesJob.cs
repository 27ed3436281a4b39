namespace Waystation.Messages;

/// <summary>Hands over every second what is due.</summary>
sealed class DeliverMessagesJob(MessageDelivery delivery, ILogger<DeliverMessagesJob> log) : BackgroundService
{
    bool isTold;

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        if (delivery.Deliver is not { } deliver) return;

        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await ticks.WaitForNextTickAsync(stopping)) await DeliverAsync(deliver, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program stops; what was not handed over waits for the next start.
        }
    }

    async Task DeliverAsync(DeliverMessages deliver, CancellationToken ct)
    {
        try
        {
            while (await deliver.RunAsync(ct) > 0) isTold = false;
        }
        catch (Exception away) when (away is not OperationCanceledException)
        {
            // Once, not every second for as long as the database is away.
            if (!isTold) log.LogError(away, "Messages could not be delivered; it is tried again every second");
            isTold = true;
        }
    }
}
