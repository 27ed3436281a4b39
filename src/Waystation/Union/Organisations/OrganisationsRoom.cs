namespace Waystation.Organisations;

/// <summary>What this room brings to the web program.</summary>
public static class OrganisationsRoom
{
    public static IServiceCollection AddOrganisations(this IServiceCollection services) => services
        .AddScoped<UnionTree>()
        .AddScoped<UnionChanges>()
        .AddScoped<FoundUnion>()
        .AddScoped<MoveUnion>()
        .AddScoped<MergeUnions>()
        .AddScoped<RenameUnion>()
        .AddScoped<DissolveUnion>();
}
