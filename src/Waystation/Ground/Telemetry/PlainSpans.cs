using System.Diagnostics;
using OpenTelemetry;

namespace Waystation.Telemetry;

/// <summary>Lets nothing out in a span but what is known to name no person: whatever a library begins to add tomorrow stays here.</summary>
sealed class PlainSpans : BaseProcessor<Activity>
{
    static readonly HashSet<string> known =
    [
        "http.request.method", "http.route", "http.response.status_code", "error.type",
        "db.system.name", "db.operation.name", "db.query.text", "db.response.status_code", "db.npgsql.prepared",
    ];

    /// <summary>Errors that libraries note in a span lose their message, as in the log.</summary>
    public static ActivityListener Errors() => new()
    {
        ShouldListenTo = source => Exporting.Sources.Contains(source.Name),
        ExceptionRecorder = (Activity _, Exception error, ref TagList tags) =>
        {
            tags.Add("exception.message", "");
            tags.Add("exception.stacktrace", PlainError.Place(error));
        },
    };

    public override void OnEnd(Activity span)
    {
        foreach (var tag in span.TagObjects.Where(tag => !known.Contains(tag.Key)).ToList()) span.SetTag(tag.Key, null);
        span.DisplayName = NameOf(span);
        span.TraceStateString = null;
        if (span.Status is ActivityStatusCode.Error) span.SetStatus(ActivityStatusCode.Error);
    }

    static string NameOf(Activity span)
    {
        if (span.GetTagItem("http.request.method") is { } method) return $"{method} {span.GetTagItem("http.route")}".TrimEnd();
        // The driver calls a span after the server's user or database.
        return span.Source.Name == "Npgsql" ? "postgresql" : span.OperationName;
    }
}
