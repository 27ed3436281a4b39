using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waystation.Bench;

/// <summary>One finding, printed as one JSON document on one line of standard output; progress goes to standard error.</summary>
public static class Line
{
    static readonly JsonSerializerOptions readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="bench">which measurement, first in the line</param>
    /// <param name="figures">an object whose properties are the figures, each named with its unit: <c>p99_ms</c>, <c>rows_per_s</c></param>
    public static void Print(string bench, object figures)
    {
        var line = new JsonObject { ["bench"] = bench };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(figures, readable)!.AsObject()) line[name] = value?.DeepClone();
        Console.WriteLine(line.ToJsonString(readable));
    }

    /// <summary>A peer that this machine does not have is named, never silently left out.</summary>
    public static void Skip(string bench, string peer, string why) => Print(bench, new { peer, skipped = why });

    public static void Progress(string text) => Console.Error.WriteLine(text);
}
