namespace Waystation.Shared;

/// <summary>Work done again and again while the program runs. What goes wrong is told once, not at each try until it goes right again.</summary>
public abstract class RepeatedJob(ILogger log) : BackgroundService
{
    static readonly TimeSpan usualRest = TimeSpan.FromSeconds(20), longestWait = TimeSpan.FromSeconds(2);
    bool isTold;

    protected ILogger Log => log;

    /// <summary>The jobs of a program that starts take turns, or the first visitors would wait behind all of them; none waits long for another.</summary>
    internal SemaphoreSlim? Turns { private get; set; }

    /// <summary>What could not be done where it fails: a sentence on the log.</summary>
    protected abstract string Trouble { get; }

    /// <summary>Before the first time.</summary>
    protected virtual TimeSpan First => TimeSpan.Zero;

    /// <summary>After a failure.</summary>
    protected virtual TimeSpan Rest => usualRest;

    /// <returns>How long until the next time; null: it need not be done again.</returns>
    protected abstract Task<TimeSpan?> WorkAsync(CancellationToken stopping);

    protected sealed override async Task ExecuteAsync(CancellationToken stopping)
    {
        try
        {
            await Task.Delay(First, stopping);
            for (var pause = await InTurnAsync(stopping); pause is { } rest; pause = await OnceAsync(stopping)) await Task.Delay(rest, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program stops; what is left is found at the next start.
        }
    }

    async Task<TimeSpan?> InTurnAsync(CancellationToken stopping)
    {
        var isMine = Turns is not null && await Turns.WaitAsync(longestWait, stopping);
        try
        {
            return await OnceAsync(stopping);
        }
        finally
        {
            if (isMine) Turns!.Release();
        }
    }

    async Task<TimeSpan?> OnceAsync(CancellationToken stopping)
    {
        try
        {
            var pause = await WorkAsync(stopping);
            isTold = false;
            return pause;
        }
        catch (Exception away) when (!stopping.IsCancellationRequested)
        {
            if (!isTold) log.LogError(away, "{Trouble}; it is tried again", Trouble);
            isTold = true;
            return Rest;
        }
    }
}
