namespace Waystation.ShiftRoutes;

/// <summary>What this room brings to the web program.</summary>
public static class ShiftRoutesRoom
{
    public static void AddShiftRoutes(this IServiceCollection services) => services.AddScoped<ReadLine>().AddScoped<DrawRoute>().AddScoped<AlongRoute>().AddScoped<RouteLists>().AddScoped<TakeToiletRegister>();
}
