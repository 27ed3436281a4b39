namespace Waystation.Evidence;

/// <summary>What this room brings to the web program.</summary>
public static class EvidenceRoom
{
    public static void AddEvidence(this IServiceCollection services)
    {
        services.AddSingleton<VisitorMarks>().AddSingleton<SayOfStation>().AddSingleton<AnswerTimes>();
        services.AddScoped<AnswerForStation>().AddScoped<BranchStations>();
        services.AddHostedService<ForgetMarksJob>();
    }
}
