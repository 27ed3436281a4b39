using System.Runtime.InteropServices;

namespace Waystation.Bench;

/// <summary>What the figures were measured on; figures of two machines are never compared.</summary>
static class Machine
{
    public static object Describe() => new
    {
        os = RuntimeInformation.OSDescription,
        cores = Environment.ProcessorCount,
        memory_gb = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30,
        dotnet = Environment.Version.ToString(),
    };
}
