namespace Waystation.Enrolment;

/// <summary>Reads the lists that were handed in, one after the other, and goes on after a restart.</summary>
sealed class ReadRollsJob(Rolls rolls, ReadRoll read, ILogger<ReadRollsJob> log) : BackgroundService
{
    static readonly TimeSpan look = TimeSpan.FromSeconds(20), rest = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                while (await rolls.NextAsync(stopping) is { } next)
                {
                    await read.RunAsync(next, rolls.PathOf(next), stopping);
                    File.Delete(rolls.PathOf(next));
                }

                await rolls.WaitAsync(look, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception away)
            {
                log.LogError(away, "A list of who takes part could not be read; it is tried again");
                await Task.Delay(rest, stopping);
            }
        }
    }
}
