using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;

namespace Waystation.Telemetry;

/// <summary>Writes log lines to files, one after the other, beside the requests: whoever logs never waits, and what is too much is dropped and counted.</summary>
sealed class LogFiles : ILoggerProvider
{
    const int MostWaiting = 10_000;
    static readonly TimeSpan longestClosing = TimeSpan.FromSeconds(5);

    readonly Channel<string> waiting = Channel.CreateBounded<string>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }, _ => Instruments.DroppedLines.Add(1));

    readonly TimeProvider clock;
    readonly Task writing;

    public LogFiles(LogKeeping keeping, TimeProvider clock)
    {
        this.clock = clock;
        var file = new DayFile(keeping, clock);
        file.Open();
        writing = Task.Run(() => WriteAsync(file));
    }

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose()
    {
        waiting.Writer.TryComplete();
        writing.Wait(longestClosing);
    }

    async Task WriteAsync(DayFile file)
    {
        using var closing = file;
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (waiting.Reader.TryRead(out var line))
            {
                if (!file.Write(line)) Instruments.DroppedLines.Add(1);
            }

            file.Flush();
        }
    }

    sealed class Writer(LogFiles files, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            files.waiting.Writer.TryWrite(PlainLine.Of(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), files.clock.GetUtcNow()));
    }
}
