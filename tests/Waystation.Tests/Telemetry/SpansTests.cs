using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Waystation.Commands;

namespace Waystation.Telemetry;

public class SpansTests
{
    const string Secret = "SECRET-CODE";

    [Fact]
    public void Without_a_collector_nothing_is_exported() => Assert.Null(Exporting.Start(_ => null));

    [Fact]
    public async Task A_span_names_the_route_and_never_what_was_asked_for()
    {
        // What a driver writes into a span by itself: the reason for this test.
        Assert.Contains(await SpansAsync(cleaned: false), span => span.Contains(Secret));

        var spans = await SpansAsync(cleaned: true);

        Assert.DoesNotContain(spans, span => span.Contains(Secret));
        Assert.Contains(spans, span => span.StartsWith("GET /slip/{code} ") && span.Contains("[http.response.status_code, 404]"));
        Assert.Contains(spans, span => span.StartsWith("GET /test/boom/{code} Error"));
        Assert.Contains(spans, span => span.StartsWith("postgresql Error") && span.Contains("22P02"));
    }

    [Fact]
    public void A_whole_address_that_somebody_puts_into_a_span_is_cut()
    {
        using var source = new ActivitySource(Instruments.Name);
        using var collected = new Collected();
        using var listening = Exporting.Spans().AddProcessor(collected).Build();

        using (var span = source.StartActivity("Look up"))
            span!.SetTag("url.full", $"https://here/slip/{Secret}").SetTag("url.query", $"x={Secret}").SetTag("url.path", Secret).SetTag("http.route", "/slip/{code}").SetStatus(ActivityStatusCode.Error, Secret).TraceStateString = $"a={Secret}";

        var seen = Assert.Single(collected.Spans, span => span.StartsWith("Look up"));
        Assert.Equal("Look up Error  [http.route, /slip/{code}] ", seen);
    }

    [Fact]
    public async Task Measurements_name_the_route_and_never_the_address()
    {
        var collected = new Measured();
        using (var listening = Exporting.Measurements().AddReader(new BaseExportingMetricReader(collected)).Build())
        {
            await AskAsync();
            listening.ForceFlush();
        }

        Assert.Contains(collected.Points, point => point.StartsWith("http.server.request.duration ") && point.Contains("[http.route, /test/who]"));
        Assert.DoesNotContain(collected.Points, point => point.Contains(Secret));
    }

    static async Task<ConcurrentQueue<string>> SpansAsync(bool cleaned)
    {
        using var collected = new Collected();
        using var errors = cleaned ? PlainSpans.Errors() : new ActivityListener();
        ActivitySource.AddActivityListener(errors);
        var spans = cleaned ? Exporting.Spans() : Sdk.CreateTracerProviderBuilder().AddSource(Exporting.Sources);
        using (spans.AddProcessor(collected).Build()) await AskAsync();
        return collected.Spans;
    }

    static async Task AskAsync()
    {
        await using var door = await Doorstep.OpenAsync(OriginOrder.Plain);
        var visitor = door.Visitor("http://localhost");
        foreach (var page in new[] { $"/slip/{Secret}?x={Secret}", $"/test/boom/{Secret}?x={Secret}", $"/no-such-page/{Secret}", $"/test/who?x={Secret}" }) await visitor.GetAsync(page);
        await visitor.PostAsync($"/test/spoilt?x={Secret}", new FormUrlEncodedContent([new("name", Secret)]));
    }

    sealed class Collected : BaseProcessor<Activity>
    {
        public ConcurrentQueue<string> Spans { get; } = [];

        public override void OnEnd(Activity span) => Spans.Enqueue(
            $"{span.DisplayName} {span.Status} {span.StatusDescription}{span.TraceStateString} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.Select(e => $"{e.Name} {string.Join(' ', e.Tags)}"))}");
    }

    sealed class Measured : BaseExporter<Metric>
    {
        public ConcurrentQueue<string> Points { get; } = [];

        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch)
            {
                foreach (ref readonly var point in metric.GetMetricPoints())
                {
                    var tags = new List<string>();
                    foreach (var tag in point.Tags) tags.Add($"{tag}");
                    Points.Enqueue($"{metric.Name} {string.Join(' ', tags)}");
                }
            }

            return ExportResult.Success;
        }
    }
}
