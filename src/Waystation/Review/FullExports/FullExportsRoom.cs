namespace Waystation.FullExports;

/// <summary>What this room brings to the web program.</summary>
public static class FullExportsRoom
{
    public static readonly IReadOnlyList<Accounts.Wait> Waits =
    [
        new("exports.wait-release", Accounts.Right.RevealMembers, async (all, ct) => new(await all.GetRequiredService<ReadFullExports>().CountWaitingAsync(ct), "/exports#waiting"), IsPressing: true),
    ];

    public static void AddFullExports(this IServiceCollection services) =>
        services.AddScoped<AskFullExport>().AddScoped<ReleaseFullExport>().AddScoped<TakeFullExport>().AddScoped<ReadFullExports>();
}
