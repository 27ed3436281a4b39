using System.Collections.Concurrent;
using System.Diagnostics;

namespace Waystation.Accounts;

/// <summary>Hears what the program writes to its log, and what it tells those who trace it.</summary>
sealed class Ears : ILoggerProvider
{
    readonly ConcurrentBag<string> heard = [];
    readonly ActivityListener traces;

    public Ears()
    {
        traces = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = done => heard.Add($"trace {done.DisplayName} {string.Join(' ', done.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}"),
        };
        ActivitySource.AddActivityListener(traces);
    }

    public IReadOnlyCollection<string> Heard => heard;

    public ILogger CreateLogger(string categoryName) => new Ear(heard);

    public void Dispose() => traces.Dispose();

    sealed class Ear(ConcurrentBag<string> heard) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            heard.Add($"log {formatter(state, exception)} {exception}");
    }
}
