namespace Waystation.Visits;

/// <summary>What this room brings to the web program.</summary>
public static class VisitsRoom
{
    public static void AddVisits(this IServiceCollection services)
    {
        services.AddSingleton<CountVisits>().AddSingleton<Tally>().AddSingleton<RemindOfUmbrellas>();
        services.AddScoped<Doors>().AddScoped<LendUmbrellas>().AddScoped<UmbrellaLists>();
        services.AddHostedService<RemindOfUmbrellasJob>();
    }
}
