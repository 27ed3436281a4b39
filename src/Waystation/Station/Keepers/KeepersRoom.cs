namespace Waystation.Keepers;

/// <summary>What this room brings to the web program.</summary>
public static class KeepersRoom
{
    public static void AddKeepers(this IServiceCollection services)
    {
        services.AddSingleton<KeeperSignIn>();
        services.AddScoped<KeeperPins>().AddScoped<KeptStation>().AddScoped<SayToday>().AddScoped<KeeperNotes>().AddScoped<KeeperPhones>();
        services.AddSingleton<KeeperLinks>();
    }
}
