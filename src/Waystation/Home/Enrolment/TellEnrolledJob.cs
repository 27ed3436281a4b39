using Waystation.Shared;

namespace Waystation.Enrolment;

/// <summary>Tells those who were enrolled since it last looked.</summary>
sealed class TellEnrolledJob(TellEnrolled tell, ILogger<TellEnrolledJob> log) : RepeatedJob(log)
{
    static readonly TimeSpan look = TimeSpan.FromSeconds(15);

    protected override string Trouble => "Those who were enrolled could not be told";

    protected override async Task<TimeSpan?> WorkAsync(CancellationToken stopping)
    {
        while (await tell.RunAsync(stopping) > 0) { }
        return look;
    }
}
