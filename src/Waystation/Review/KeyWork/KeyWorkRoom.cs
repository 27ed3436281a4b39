namespace Waystation.KeyWork;

/// <summary>What this room brings to the web program.</summary>
public static class KeyWorkRoom
{
    public static void AddKeyWork(this IServiceCollection services)
    {
        services.AddSingleton<CarryOver>().AddSingleton<KeyList>().AddSingleton<Reporting>().AddSingleton<ItemHistory>().AddSingleton<ReadNumber>();
        services.AddScoped<ReadDraft>().AddScoped<KeepItems>().AddScoped<FileReport>();
        services.AddHostedService<CarryOverJob>();
    }
}
