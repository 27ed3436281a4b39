using Waystation.Shared;

namespace Waystation.Logbook;

/// <summary>Seals the log every second.</summary>
sealed class SealLogJob(SealLog seal, ILogger<SealLogJob> log) : RepeatedJob(log)
{
    static readonly TimeSpan everySecond = TimeSpan.FromSeconds(1);

    protected override string Trouble => "The log could not be sealed";

    protected override TimeSpan First => everySecond;

    protected override TimeSpan Rest => everySecond;

    protected override async Task<TimeSpan?> WorkAsync(CancellationToken stopping)
    {
        await seal.RunAsync(stopping);
        return everySecond;
    }
}
