using Waystation.Accounts;

namespace Waystation.KeyWork;

/// <summary>What this room brings to the web program.</summary>
public static class KeyWorkRoom
{
    public static readonly IReadOnlyList<Wait> Waits =
    [
        new("keywork.wait-due", Right.ReportKeyWork, KeyWaits.DueAsync, IsPressing: true),
        new("keywork.wait-report", Right.ReportKeyWork, KeyWaits.ReportAsync),
        new("keywork.wait-red", Right.CommentKeyWork, KeyWaits.RedAsync, IsPressing: true),
        new("keywork.wait-owing", Right.CommentKeyWork, KeyWaits.OwingAsync),
        new("keywork.wait-owing", Right.KeepKeyWork, KeyWaits.OwingAsync),
    ];

    public static void AddKeyWork(this IServiceCollection services)
    {
        services.AddSingleton<CarryOver>().AddSingleton<KeyList>().AddSingleton<Reporting>().AddSingleton<ItemHistory>().AddSingleton<ReadNumber>();
        services.AddScoped<ReadDraft>().AddScoped<KeepItems>().AddScoped<FileReport>();
        services.AddHostedService<CarryOverJob>();
    }
}
