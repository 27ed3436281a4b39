namespace Waystation.Hours;

/// <summary>What this room brings to the web program.</summary>
public static class HoursRoom
{
    public static void AddHours(this IServiceCollection services) => services.AddScoped<PostHours>();
}
