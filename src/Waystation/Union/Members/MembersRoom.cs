using Waystation.Data;

namespace Waystation.Members;

/// <summary>What this room brings to the web program.</summary>
public static class MembersRoom
{
    public static void AddMembers(this IServiceCollection services)
    {
        services.AddSingleton(all => new ImportMembers(all.GetRequiredService<House>()));
        services.AddSingleton<UploadedImports>();
        services.AddSingleton<ImportResults>();
        services.AddSingleton<EnrolMember>();
        services.AddScoped<Slips>();
        services.AddHostedService<ImportUploadsJob>();
    }
}
