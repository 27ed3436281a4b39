using System.Globalization;
using System.Text.RegularExpressions;

namespace Waystation.Bench;

/// <summary>The program itself, serving 20,000 imported stations, asked by wrk from the same two cores.</summary>
static partial class NearbyHttpBench
{
    const int Stations = 20_000;

    public static async Task RunAsync()
    {
        if (OwnProcess.Find("wrk") is not { } wrk)
        {
            Line.Skip("nearby", "HTTP", "no wrk on this machine");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("waystation-bench-nearby-");
        try
        {
            var data = Path.Combine(folder.FullName, "data");
            var seconds = await ServedStations.ImportAsync(folder.FullName, data, Stations);
            Line.Print("nearby", new { what = "register imported", stations = Stations, seconds });
            await using var serving = await ServedStations.ServeAsync(data);
            await MeasureAsync(wrk, folder.FullName, serving.Address);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task MeasureAsync(string wrk, string folder, string address)
    {
        var script = Path.Combine(folder, "search.lua");
        await File.WriteAllTextAsync(script, """
            request = function()
                local lat, lon = 39.6 + math.random() * 0.9, 115.9 + math.random()
                return wrk.format("GET", string.format("/api/stations/nearby?lat=%.6f&lon=%.6f&open=2026-11-20T10:30&facility=water", lat, lon))
            end
            """);
        await OwnProcess.RunAsync(wrk, "-t1", "-c32", "-d4s", "-s", script, address);
        var told = await OwnProcess.RunAsync(wrk, "-t1", "-c32", "-d10s", "--latency", "-s", script, address);
        Line.Print("nearby", new
        {
            what = "HTTP, 20 stations as GeoJSON, wrk on the same cores", stations = Stations, requests_per_s = (int)double.Parse(PerSecond().Match(told).Groups[1].ValueSpan, CultureInfo.InvariantCulture), target_requests_per_s = 10_000,
            p50 = Half().Match(told).Groups[1].Value, p99 = Last().Match(told).Groups[1].Value, other_than_200 = Failed().Match(told) is { Success: true } failed ? failed.Value.Trim() : "none",
        });
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"50%\s+(\S+)")]
    private static partial Regex Half();

    [GeneratedRegex(@"99%\s+(\S+)")]
    private static partial Regex Last();

    [GeneratedRegex(@"Non-2xx.*|Socket errors.*")]
    private static partial Regex Failed();
}
