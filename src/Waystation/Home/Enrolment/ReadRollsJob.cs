using Waystation.Shared;

namespace Waystation.Enrolment;

/// <summary>Reads the lists that were handed in, one after the other, and goes on after a restart.</summary>
sealed class ReadRollsJob(Rolls rolls, ReadRoll read, ILogger<ReadRollsJob> log) : RepeatedJob(log)
{
    static readonly TimeSpan look = TimeSpan.FromSeconds(20), rest = TimeSpan.FromSeconds(5);

    protected override string Trouble => "A list of who takes part could not be read";

    protected override TimeSpan Rest => rest;

    protected override async Task<TimeSpan?> WorkAsync(CancellationToken stopping)
    {
        while (await rolls.NextAsync(stopping) is { } next)
        {
            await read.RunAsync(next, rolls.PathOf(next), stopping);
            File.Delete(rolls.PathOf(next));
        }

        await rolls.WaitAsync(look, stopping);
        return TimeSpan.Zero;
    }
}
