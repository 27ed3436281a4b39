using Waystation.Shared;

namespace Waystation.Visits;

/// <summary>Looks every hour whether an umbrella is due.</summary>
sealed class RemindOfUmbrellasJob(RemindOfUmbrellas remind, ILogger<RemindOfUmbrellasJob> log) : RepeatedJob(log)
{
    static readonly TimeSpan every = TimeSpan.FromHours(1);

    protected override string Trouble => "Nobody could be reminded of an umbrella";

    protected override TimeSpan Rest => every;

    protected override async Task<TimeSpan?> WorkAsync(CancellationToken stopping)
    {
        await remind.RunAsync(stopping);
        return every;
    }
}
