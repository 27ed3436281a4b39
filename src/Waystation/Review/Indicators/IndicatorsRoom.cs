namespace Waystation.Indicators;

/// <summary>What this room brings to the web program.</summary>
public static class IndicatorsRoom
{
    public static void AddIndicators(this IServiceCollection services)
    {
        services.AddSingleton<CloseMonths>().AddSingleton<MonthNumbers>().AddSingleton<NumberRecords>().AddSingleton<AidNumbers>().AddSingleton<AidRecords>();
        services.AddHostedService<CloseMonthsJob>();
    }
}
