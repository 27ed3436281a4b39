using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;

namespace Waystation.Evidence;

/// <summary>What this room brings to the web program.</summary>
public static class EvidenceRoom
{
    public static readonly IReadOnlyList<Wait> Waits =
    [
        new("evidence.wait-late", Right.KeepStations, (all, ct) => CountAsync(all, late: true, ct), IsPressing: true),
        new("evidence.wait", Right.KeepStations, (all, ct) => CountAsync(all, late: false, ct)),
    ];

    /// <summary>The street owes the answer; those above see how long it takes.</summary>
    static async Task<Awaited> CountAsync(IServiceProvider all, bool late, CancellationToken ct)
    {
        var desk = all.GetRequiredService<Desk>();
        var many = desk.Post.Role is Role.SubdistrictOfficer ? await desk.All<StationQuestion>().CountAsync(q => q.AnsweredAt == null && q.DueOn < desk.Today == late, ct) : 0;
        return new(many, $"/station-questions?late={(late ? "true" : "false")}");
    }

    public static void AddEvidence(this IServiceCollection services)
    {
        services.AddSingleton<VisitorMarks>().AddSingleton<SayOfStation>().AddSingleton<AnswerTimes>();
        services.AddScoped<AnswerForStation>().AddScoped<BranchStations>();
        services.AddHostedService<ForgetMarksJob>();
    }
}
