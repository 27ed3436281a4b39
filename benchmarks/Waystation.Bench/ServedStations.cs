using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Waystation.Bench;

/// <summary>The program itself, serving a register of made-up stations that it has imported.</summary>
sealed class ServedStations : IAsyncDisposable
{
    static readonly string program = Environment.GetEnvironmentVariable("WAYSTATION_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "Waystation.dll");

    readonly OwnProcess process;

    ServedStations(OwnProcess process, string address) => (this.process, Address) = (process, address);

    public string Address { get; }

    public long Megabytes => process.Megabytes;

    /// <returns>How many seconds the register took.</returns>
    public static async Task<double> ImportAsync(string folder, string data, int stations)
    {
        await OwnProcess.RunAsync("dotnet", program, "import", "divisions", Path.Combine(AppContext.BaseDirectory, "examples", "beijing-divisions.csv"), "--data", data, "--json");
        var register = Path.Combine(folder, "stations.csv");
        await File.WriteAllLinesAsync(register, Register(stations), Encoding.UTF8);
        var began = Stopwatch.GetTimestamp();
        await OwnProcess.RunAsync("dotnet", program, "import", "stations", register, "--data", data, "--json");
        return Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 1);
    }

    /// <param name="settings">Environment variables for it alone.</param>
    public static async Task<ServedStations> ServeAsync(string data, params (string Name, string Value)[] settings)
    {
        var port = OwnProcess.FreePort().ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in settings) Environment.SetEnvironmentVariable(name, value);
        var process = OwnProcess.Start("dotnet", program, "serve", "--data", data, "--port", port, "--no-demo");
        foreach (var (name, _) in settings) Environment.SetEnvironmentVariable(name, null);
        var served = new ServedStations(process, $"http://localhost:{port}");
        await served.ReadyAsync();
        return served;
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    async Task ReadyAsync()
    {
        using var client = new HttpClient();
        for (var attempt = 0; attempt < 600; attempt++)
        {
            try
            {
                if ((await client.GetAsync($"{Address}/readyz")).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It is still starting.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The program was not ready within a minute.");
    }

    static IEnumerable<string> Register(int stations)
    {
        yield return "编号,名称*,类型*,所属工会*,区*,街道(乡镇)*,详细地址*,经度,纬度,坐标系,开放时间,服务设施";
        string[] hours = ["24小时", "每天9:00-18:00", "周一至周六8:30-18:00", "工作日9:00-17:00", "周一至周日8:00-20:00", "随网点开放"];
        foreach (var (i, place) in new MadeUpCity(stations, 0).Places.Index())
            yield return FormattableString.Invariant($"{place.Code},{place.Name},暖心驿站,东城区建国门街道总工会,东城区,建国门街道,{place.Address},{place.Position.Lon:0.000000},{place.Position.Lat:0.000000},WGS-84,{hours[i % hours.Length]},{string.Join('、', place.FacilityWords)}");
    }
}
