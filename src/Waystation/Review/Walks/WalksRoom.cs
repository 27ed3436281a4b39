using Waystation.Accounts;

namespace Waystation.Walks;

/// <summary>What this room brings to the web program.</summary>
public static class WalksRoom
{
    public static readonly IReadOnlyList<Wait> Waits = [new("walks.wait", Right.DecideMembers, CountAsync)];

    /// <summary>The walk is for whoever goes out: an officer of a street or town.</summary>
    static async Task<Awaited> CountAsync(IServiceProvider all, CancellationToken ct) =>
        new(all.GetRequiredService<Desk>().Post.Role is Role.SubdistrictOfficer ? (await all.GetRequiredService<PlanWalk>().RunAsync(null, ct)).Count : 0, "/walk");

    public static void AddWalks(this IServiceCollection services) => services.AddScoped<PlanWalk>().AddScoped<FindDue>().AddScoped<FindStations>();
}
