using Waystation.Shared;

namespace Waystation.Joining;

/// <summary>Looks every few minutes whether a clock ran out.</summary>
sealed class PassUpApplicationsJob(PassUpApplications pass, ILogger<PassUpApplicationsJob> log) : RepeatedJob(log)
{
    static readonly TimeSpan every = TimeSpan.FromMinutes(5);

    protected override string Trouble => "Applications whose time ran out could not be passed up";

    protected override TimeSpan Rest => every;

    protected override async Task<TimeSpan?> WorkAsync(CancellationToken stopping)
    {
        await pass.RunAsync(stopping);
        return every;
    }
}
