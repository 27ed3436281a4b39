using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Waystation.Bench;

/// <summary>The pages that anybody opens: how many a second, how soon, how heavy, beside a file of the very same bytes.</summary>
static partial class StartBench
{
    const int Stations = 20_000, Target = 5_000, Opened = 300;
    const string Browsers = "Accept-Encoding: gzip, deflate, br";

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("waystation-bench-start-");
        try
        {
            var data = Path.Combine(folder.FullName, "data");
            Line.Print("start", new { what = "register imported", stations = Stations, seconds = await ServedStations.ImportAsync(folder.FullName, data, Stations) });
            await using var peer = await StaticPeer.StartAsync();
            await using (var served = await ServedStations.ServeAsync(data)) await PagesAsync(served.Address, peer);
            await WeightAsync(data, peer);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task PagesAsync(string address, StaticPeer peer)
    {
        using var http = new HttpClient();
        var slug = Slug().Match(await http.GetStringAsync($"{address}/?open=any")).Groups[1].Value;
        var here = 0;
        foreach (var (what, page) in new[] { ("start page", "/?open=any"), ("start page, hot water", "/?open=any&facility=water"), ("station page", $"/stations/{slug}") })
        {
            peer.Html = await http.GetByteArrayAsync(address + page);
            await LoadAsync(what, address + page, peer.Address);
            await OpenedAsync(what, _ => address + page);
        }

        // Everybody stands somewhere else, and no answer fits anybody else.
        string Somewhere(int i) => string.Create(CultureInfo.InvariantCulture, $"{address}/?open=any&lat={39.7 + i % 400 / 1000.0:0.000}&lon={116.2 + i / 400 % 400 / 1000.0:0.000}");
        await LoadAsync("start page, each from another place", Somewhere(here), peer.Address, """
            request = function() return wrk.format("GET", string.format("/?open=any&lat=%.3f&lon=%.3f", 39.7 + math.random() * 0.4, 116.2 + math.random() * 0.4)) end
            """);
        await OpenedAsync("start page, each from another place", i => Somewhere(i * 7));
    }

    static async Task LoadAsync(string what, string ours, string theirs, string? lua = null)
    {
        if (OwnProcess.Find("wrk") is not { } wrk)
        {
            Line.Skip("start", "wrk", "no wrk on this machine");
            return;
        }

        await AskAsync(wrk, ours, 3, lua);
        var (plain, zipped, file) = (await AskAsync(wrk, ours, 6, lua), await AskAsync(wrk, ours, 6, lua, Browsers), await AskAsync(wrk, theirs, 6, null));
        Line.Print("start", new { what, requests_per_s = plain.PerSecond, requests_per_s_compressed = zipped.PerSecond, target_requests_per_s = Target, p95_ms_under_load = zipped.P95, other_than_200 = plain.Failed + zipped.Failed, peer = "the same HTML as a file from Kestrel", peer_requests_per_s = file.PerSecond });
    }

    static async Task<(int PerSecond, double P95, int Failed)> AskAsync(string wrk, string url, int seconds, string? lua, params string[] headers)
    {
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, lua + """

            done = function(s, l) io.write(string.format("{\"n\":%d,\"us\":%d,\"p95\":%d,\"bad\":%d}", s.requests, s.duration, l:percentile(95), s.errors.status + s.errors.connect + s.errors.read + s.errors.timeout)) end
            """);
        var told = await OwnProcess.RunAsync(wrk, ["-t1", "-c32", $"-d{seconds}s", "-s", script, .. headers.SelectMany(h => new[] { "-H", h }), url]);
        File.Delete(script);
        using var figures = JsonDocument.Parse(told[told.LastIndexOf('{')..]);
        double Of(string name) => figures.RootElement.GetProperty(name).GetDouble();
        return ((int)(Of("n") / (Of("us") / 1e6)), Math.Round(Of("p95") / 1000, 1), (int)Of("bad"));
    }

    /// <summary>Opened one after another by one person: the time to the first byte.</summary>
    static async Task OpenedAsync(string what, Func<int, string> url)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        var times = await Measured.RunAsync(Opened, async i => (await http.GetAsync(url(i), HttpCompletionOption.ResponseHeadersRead)).Dispose());
        Line.Print("start", new { what, opened = "one after another", ttfb_p50_ms = Math.Round(times.P50, 2), ttfb_p95_ms = Math.Round(times.P95, 2) });
    }

    static async Task WeightAsync(string data, StaticPeer peer)
    {
        if (PageWeight.Chromium is not { } chromium)
        {
            Line.Skip("start", "Chromium", "no Chromium on this machine");
            return;
        }

        await using (var served = await ServedStations.ServeAsync(data))
        {
            var list = await PageWeight.OfAsync(chromium, $"{served.Address}/?open=any");
            Line.Print("start", new { what = "first visit, list", kilobytes = list.Own / 1000.0, most_kilobytes = 200, requests = list.Requests });
        }

        await using var mapped = await ServedStations.ServeAsync(data, ("WAYSTATION_MAP_TILES", peer.Tiles), ("WAYSTATION_MAP_CREDIT", "peer"), ("WAYSTATION_MAP_APPROVAL", "none, a bench"), ("WAYSTATION_MAP_DATUM", "GCJ-02"));
        var map = await PageWeight.OfAsync(chromium, $"{mapped.Address}/?open=any");
        Line.Print("start", new { what = "first visit, with the map", kilobytes = map.Own / 1000.0, most_kilobytes = 450, requests = map.Requests, tiles = map.ForeignRequests, with_tiles_of_12_kilobytes = map.Own / 1000.0 + 12 * map.ForeignRequests });
    }

    [GeneratedRegex("""href="/stations/([a-z0-9-]+)""")]
    private static partial Regex Slug();
}
