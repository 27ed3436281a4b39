using Microsoft.Extensions.Logging.Console;

namespace Waystation.Telemetry;

/// <summary>What the web program is given so that it can be watched.</summary>
public static class TelemetryRoom
{
    public static void AddPlainConsole(this ILoggingBuilder logs)
    {
        logs.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logs.AddConsole(console =>
        {
            console.FormatterName = PlainConsole.FormatName;
            // A log that nobody reads must never hold up the people the server serves.
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
        });
        logs.Services.AddSingleton<ConsoleFormatter, PlainConsole>();
    }

    /// <summary>Refuses a folder in which nothing can be written, and too short a keeping.</summary>
    public static ILoggerProvider OpenLogs(Func<string, string?> setting, string dataFolder, TimeProvider clock) => new LogFiles(LogKeeping.Read(setting, dataFolder), clock);

    /// <summary>First in the pipeline, so that what any other refuses is named too.</summary>
    public static void UseAnswered(this IApplicationBuilder app) => app.UseMiddleware<Answered>();

    /// <summary>Right after routing, which knows what was asked for.</summary>
    public static void UseAskedFor(this IApplicationBuilder app) => app.Use(Answered.Remember);

    /// <summary>Null where no collector is named.</summary>
    public static IDisposable? Export(Func<string, string?> setting) => Exporting.Start(setting);
}
