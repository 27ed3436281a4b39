using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Waystation.Places;

namespace Waystation.Bench;

/// <summary>The program itself, serving 20,000 imported stations, asked by wrk from the same two cores.</summary>
static partial class NearbyHttpBench
{
    const int Stations = 20_000;

    static readonly string program = Environment.GetEnvironmentVariable("WAYSTATION_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "Waystation.dll");

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
            await ImportAsync(folder.FullName, data);
            var port = OwnProcess.FreePort().ToString(CultureInfo.InvariantCulture);
            await using var serving = OwnProcess.Start("dotnet", program, "serve", "--data", data, "--port", port, "--no-demo");
            await ReadyAsync($"http://127.0.0.1:{port}");
            await MeasureAsync(wrk, folder.FullName, $"http://127.0.0.1:{port}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task ImportAsync(string folder, string data)
    {
        await OwnProcess.RunAsync("dotnet", program, "import", "divisions", Path.Combine(AppContext.BaseDirectory, "examples", "beijing-divisions.csv"), "--data", data, "--json");
        var register = Path.Combine(folder, "stations.csv");
        await File.WriteAllLinesAsync(register, Register(), Encoding.UTF8);
        var began = Stopwatch.GetTimestamp();
        await OwnProcess.RunAsync("dotnet", program, "import", "stations", register, "--data", data, "--json");
        Line.Print("nearby", new { what = "register imported", stations = Stations, seconds = Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 1) });
    }

    static IEnumerable<string> Register()
    {
        yield return "编号,名称*,类型*,所属工会*,区*,街道(乡镇)*,详细地址*,经度,纬度,坐标系,开放时间,服务设施";
        string[] hours = ["24小时", "每天9:00-18:00", "周一至周六8:30-18:00", "工作日9:00-17:00", "周一至周日8:00-20:00", "随网点开放"];
        foreach (var (i, place) in new MadeUpCity(Stations, 0).Places.Index())
            yield return FormattableString.Invariant($"{place.Code},{place.Name},暖心驿站,东城区建国门街道总工会,东城区,建国门街道,{place.Address},{place.Position.Lon:0.000000},{place.Position.Lat:0.000000},WGS-84,{hours[i % hours.Length]},{string.Join('、', place.FacilityWords)}");
    }

    static async Task ReadyAsync(string address)
    {
        using var client = new HttpClient();
        for (var attempt = 0; attempt < 600; attempt++)
        {
            try
            {
                if ((await client.GetAsync($"{address}/readyz")).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It is still starting.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The program was not ready within a minute.");
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
