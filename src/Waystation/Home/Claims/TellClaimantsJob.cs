namespace Waystation.Claims;

/// <summary>Tells those whose claims have moved since it last looked.</summary>
sealed class TellClaimantsJob(TellClaimants tell, ILogger<TellClaimantsJob> log) : BackgroundService
{
    static readonly TimeSpan look = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                while (await tell.RunAsync(stopping) > 0) { }
                await Task.Delay(look, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception away)
            {
                log.LogError(away, "Those whose claims moved could not be told; it is tried again");
                await Task.Delay(look, stopping);
            }
        }
    }
}
