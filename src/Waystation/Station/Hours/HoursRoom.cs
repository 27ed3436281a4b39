using Waystation.Accounts;

namespace Waystation.Hours;

/// <summary>What this room brings to the web program.</summary>
public static class HoursRoom
{
    public static readonly IReadOnlyList<Wait> Waits = [new("hours.wait-changed", Right.KeepStations, async (all, ct) => new(await all.GetRequiredService<HoursChanges>().CountAsync(ct), "/station-hours"))];

    public static void AddHours(this IServiceCollection services) => services.AddScoped<PostHours>().AddScoped<SettleHours>().AddScoped<HoursChanges>();
}
