namespace Waystation.Standards;

/// <summary>What this room brings to the web program.</summary>
public static class StandardsRoom
{
    public static void AddStandards(this IServiceCollection services) => services.AddScoped<ReadStandards>().AddScoped<DescribePlace>();
}
