using Waystation.Accounts;

namespace Waystation.Lives;

/// <summary>What this room brings to the web program.</summary>
public static class LivesRoom
{
    public static readonly IReadOnlyList<Wait> Waits = [new("lives.wait", Right.KeepStations, CountAsync)];

    static async Task<Awaited> CountAsync(IServiceProvider all, CancellationToken ct) =>
        new((await all.GetRequiredService<ReadLives>().OpenAsync(ct)).Count(row => row.WaitsHere), "/station-lives?here=true");

    public static void AddLives(this IServiceCollection services) =>
        services.AddScoped<ApplyForPlace>().AddScoped<TakeStep>().AddScoped<ReadLives>().AddScoped<BranchStreets>().AddScoped<PlanStations>();
}
