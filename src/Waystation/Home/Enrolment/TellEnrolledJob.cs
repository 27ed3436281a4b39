namespace Waystation.Enrolment;

/// <summary>Tells those who were enrolled since it last looked.</summary>
sealed class TellEnrolledJob(TellEnrolled tell, ILogger<TellEnrolledJob> log) : BackgroundService
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
                log.LogError(away, "Those who were enrolled could not be told; it is tried again");
                await Task.Delay(look, stopping);
            }
        }
    }
}
