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
        services.AddScoped<MemberList>();
        services.AddScoped<MemberFile>();
        services.AddScoped<ExportMembers>();
        services.AddScoped<MendRecord>();
        services.AddSingleton<PhonesOfRecord>();
        services.AddSingleton<BindRecord>();
        services.AddHostedService<ImportUploadsJob>();
        services.AddHostedService<FillLastFoursJob>();
    }
}
