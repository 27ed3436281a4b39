using Waystation.Accounts;

namespace Waystation.Visits;

/// <summary>What this room brings to the web program.</summary>
public static class VisitsRoom
{
    public static readonly IReadOnlyList<Wait> Waits = [new("visits.overdue", Right.KeepStations, CountOverdueAsync)];

    static async Task<Awaited> CountOverdueAsync(IServiceProvider all, CancellationToken ct) =>
        new((await all.GetRequiredService<UmbrellaLists>().OutAsync(null, all.GetRequiredService<Desk>().Today, ct)).Count, "/umbrellas");

    public static void AddVisits(this IServiceCollection services)
    {
        services.AddSingleton<CountVisits>().AddSingleton<Tally>().AddSingleton<RemindOfUmbrellas>();
        services.AddScoped<Doors>().AddScoped<LendUmbrellas>().AddScoped<UmbrellaLists>();
        services.AddHostedService<RemindOfUmbrellasJob>();
    }
}
