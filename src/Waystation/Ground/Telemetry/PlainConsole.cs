using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Waystation.Telemetry;

/// <summary>The console's lines, the same as the files'.</summary>
sealed class PlainConsole(TimeProvider clock) : ConsoleFormatter(FormatName)
{
    public const string FormatName = "plain";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter) =>
        textWriter.WriteLine(PlainLine.Of(logEntry, clock.GetUtcNow()));
}
