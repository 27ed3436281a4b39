using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>Tells those whose claims have moved since it last looked.</summary>
sealed class TellClaimantsJob(TellClaimants tell, ILogger<TellClaimantsJob> log) : RepeatedJob(log)
{
    static readonly TimeSpan look = TimeSpan.FromSeconds(15);

    protected override string Trouble => "Those whose claims moved could not be told";

    protected override async Task<TimeSpan?> WorkAsync(CancellationToken stopping)
    {
        while (await tell.RunAsync(stopping) > 0) { }
        return look;
    }
}
