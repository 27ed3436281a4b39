using Waystation.Data;

namespace Waystation.MutualAid;

/// <summary>What this room brings to the web program.</summary>
public static class MutualAidRoom
{
    public static void AddMutualAid(this IServiceCollection services)
    {
        services.AddSingleton(AidPlan.Kind);
    }
}
