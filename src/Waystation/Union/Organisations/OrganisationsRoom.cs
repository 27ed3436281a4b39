namespace Waystation.Organisations;

/// <summary>What this room brings to the web program.</summary>
public static class OrganisationsRoom
{
    public static readonly IReadOnlyList<Accounts.Wait> Waits =
    [
        new("organisations.wait-to-found", Accounts.Right.ChangeUnions, async (all, ct) => new((await all.GetRequiredService<FoundingDue>().ReadAsync(ct)).Count, "/unions/to-found")),
    ];

    public static IServiceCollection AddOrganisations(this IServiceCollection services) => services
        .AddScoped<UnionTree>()
        .AddScoped<UnionChanges>()
        .AddScoped<FoundingDue>()
        .AddScoped<FoundUnion>()
        .AddScoped<MoveUnion>()
        .AddScoped<MergeUnions>()
        .AddScoped<RenameUnion>()
        .AddScoped<DissolveUnion>();
}
