using System.Diagnostics.Metrics;

namespace Waystation.Telemetry;

/// <summary>What the program itself measures, beside what its libraries do.</summary>
static class Instruments
{
    /// <summary>Of our meter, and of the activity source whoever needs one makes.</summary>
    public const string Name = "Waystation";

    static readonly Meter meter = new(Name);

    public static readonly Counter<long> DroppedLines = meter.CreateCounter<long>("waystation.log.dropped", "{line}", "Log lines that were dropped rather than hold anybody up");
}
