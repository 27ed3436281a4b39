using Waystation.Data;

namespace Waystation.Logbook;

/// <summary>What this room brings to the web program.</summary>
public static class LogbookRoom
{
    public static void AddLogbook(this IServiceCollection services)
    {
        services.AddSingleton(all => new SealLog(all.GetRequiredService<House>()));
        services.AddHostedService<SealLogJob>();
    }
}
