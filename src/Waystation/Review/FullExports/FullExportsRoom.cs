namespace Waystation.FullExports;

/// <summary>What this room brings to the web program.</summary>
public static class FullExportsRoom
{
    public static void AddFullExports(this IServiceCollection services) =>
        services.AddScoped<AskFullExport>().AddScoped<ReleaseFullExport>().AddScoped<TakeFullExport>().AddScoped<ReadFullExports>();
}
