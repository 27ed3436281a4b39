using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Waystation.Telemetry;

/// <summary>Sends spans and measurements to a collector, where one is named by OpenTelemetry's own variables; without one nothing listens and nothing costs.</summary>
sealed class Exporting : IDisposable
{
    const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static readonly string[] Sources = ["Microsoft.AspNetCore", "Npgsql", Instruments.Name];
    public static readonly string[] Meters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime", Instruments.Name];

    readonly IDisposable[] open;

    Exporting(params IDisposable[] open) => this.open = open;

    public static Exporting? Start(Func<string, string?> setting)
    {
        if (string.IsNullOrEmpty(setting(Endpoint))) return null;

        var errors = PlainSpans.Errors();
        ActivitySource.AddActivityListener(errors);
        return new(Spans().AddOtlpExporter().Build(), Measurements().AddOtlpExporter().Build(), errors);
    }

    /// <summary>What is exported, before it is said where to.</summary>
    public static TracerProviderBuilder Spans() => Sdk.CreateTracerProviderBuilder().ConfigureResource(Name).AddSource(Sources).AddProcessor(new PlainSpans());

    public static MeterProviderBuilder Measurements() => Sdk.CreateMeterProviderBuilder().ConfigureResource(Name).AddMeter(Meters);

    public void Dispose()
    {
        foreach (var one in open) one.Dispose();
    }

    static void Name(ResourceBuilder resource) => resource.AddService("waystation");
}
