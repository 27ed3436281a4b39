using Waystation.Accounts;

namespace Waystation.Lives;

/// <summary>What this room brings to the web program.</summary>
public static class LivesRoom
{
    public static readonly IReadOnlyList<Wait> Waits = 
    [
        new("lives.wait", Right.KeepStations, CountAsync),
        new("lives.wait-recheck-overdue", Right.KeepStations, (all, ct) => RechecksAsync(all, overdue: true, ct), IsPressing: true),
        new("lives.wait-recheck-soon", Right.KeepStations, (all, ct) => RechecksAsync(all, overdue: false, ct)),
    ];

    static async Task<Awaited> CountAsync(IServiceProvider all, CancellationToken ct) =>
        new((await all.GetRequiredService<ReadLives>().OpenAsync(ct)).Count(row => row.WaitsHere), "/station-lives?here=true");

    static async Task<Awaited> RechecksAsync(IServiceProvider all, bool overdue, CancellationToken ct) =>
        new(await all.GetRequiredService<Rechecks>().CountAsync(overdue, ct), $"/station-lives/rechecks?overdue={(overdue ? "true" : "false")}");

    public static void AddLives(this IServiceCollection services) =>
        services.AddScoped<ApplyForPlace>().AddScoped<TakeStep>().AddScoped<ReadLives>().AddScoped<Rechecks>().AddScoped<BranchStreets>();
}
