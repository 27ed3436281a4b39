using System.Diagnostics;
using System.Text.Json;
using Waystation.Calendar;
using Waystation.Geography;
using Waystation.Places;

namespace Waystation.Bench;

/// <summary>
/// Which of 200,000 places are open, with fifty distinct hours and some that visitors doubt or that are closed for a reason; and the nearest twenty
/// that will be open, with two facilities. Beside it the reference implementation of the syntax, which is given parsed hours and asked for as many.
/// </summary>
static class OpenBench
{
    const int Stations = 200_000, Patterns = 50, Runs = 60, Searches = 20_000, Asked = 20_000;
    static readonly string[] days = ["Mo-Su", "Mo-Sa", "Mo-Fr", "Mo-Fr", "Tu-Su"];

    public static async Task<int> RunAsync()
    {
        var texts = Enumerable.Range(0, Patterns).Select(Text).Distinct().ToArray();
        var city = new MadeUpCity(Stations, Searches);
        var hours = Array.ConvertAll(texts, text => OpeningHours.Read(text)!);
        var map = new PlaceMap(city.Places.Select((place, i) => place with { Hours = hours[i % hours.Length], Said = SaidOf(i) }), WorkingCalendar.China);
        Evaluate(map, hours.Length);
        Nearest(map, city.Searchers);
        await PeerAsync(texts);
        return 0;
    }

    static string Text(int i) => FormattableString.Invariant($"{days[i % days.Length]} {6 + i / 5 % 5:00}:{i % 4 * 15:00}-{17 + i / 10 % 5:00}:{i % 3 * 15:00}{(i % 2 == 0 ? "; PH off" : "")}");

    /// <summary>One in a hundred is spoken of.</summary>
    static Said SaidOf(int i) => i % 100 != 0 ? Said.Nothing
        : i % 200 == 0 ? new([MadeUpCity.Instant.AddHours(-1), MadeUpCity.Instant.AddMinutes(-20)], [], [], [])
        : new([], [], [], [new(ChangeKind.Closed, MadeUpCity.Instant.AddHours(-1), MadeUpCity.Instant.AddHours(2), "盘点")]);

    static void Evaluate(PlaceMap map, int patterns)
    {
        var (times, open) = (new List<double>(), 0);
        for (var i = 0; i < Runs; i++)
        {
            // Another minute each time, so that nothing is known beforehand.
            var began = Stopwatch.GetTimestamp();
            open = map.CountOpen(MadeUpCity.Instant.AddMinutes(i));
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        var measured = Measured.Of(times);
        Line.Print("open", new { what = "open now, all places", stations = Stations, patterns, open, p50_ms = Math.Round(measured.P50, 2), p99_ms = Math.Round(measured.P99, 2), target_ms = 50 });
    }

    static void Nearest(PlaceMap map, Position[] searchers)
    {
        var wanted = Facility.Read("water")!.Bit | Facility.Read("toilet")!.Bit;
        Span<Hit> hits = stackalloc Hit[20];
        var times = new List<double>(Searches);
        for (var i = 0; i < 2 * Searches; i++)
        {
            var began = Stopwatch.GetTimestamp();
            map.Nearest(new NearbySearch(searchers[i % Searches], OpenOnly: true, At: MadeUpCity.Instant.AddHours(8), Facilities: wanted), MadeUpCity.Instant, hits);
            if (i >= Searches) times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        var measured = Measured.Of(times);
        Line.Print("open", new { what = "nearest 20 open at an instant, two facilities", stations = Stations, searches_per_s_per_core = (int)measured.PerSecond, p50_us = Math.Round(measured.P50 * 1000, 1), p99_us = Math.Round(measured.P99 * 1000, 1), target_p99_us = 1000 });
    }

    static async Task PeerAsync(string[] texts)
    {
        const string peer = "npm opening_hours, parsed beforehand, no holidays";
        if (OwnProcess.Find("node") is not { } node)
        {
            Line.Skip("open", peer, "no Node on this machine");
            return;
        }

        if (Modules() is not { } root)
        {
            Line.Skip("open", peer, "not installed");
            return;
        }

        var script = Path.Combine(root, $"open-peer-{Guid.NewGuid():N}.mjs");
        await File.WriteAllTextAsync(script, $$"""
            import opening_hours from 'opening_hours';
            const all = {{JsonSerializer.Serialize(texts.Select(t => t.Replace("; PH off", "", StringComparison.Ordinal)))}}.map(t => new opening_hours(t, { lat: 39.9, lon: 116.4, address: { country_code: 'cn', state: '北京市' } }));
            const at = new Date(2026, 10, 20, 10, 30);
            let open = 0;
            const began = process.hrtime.bigint();
            for (let i = 0; i < {{Asked}}; i++) if (all[i % all.length].getState(at)) open++;
            console.log(Number(process.hrtime.bigint() - began) / 1e6);
            """);
        try
        {
            var ms = double.Parse(await OwnProcess.RunAsync(node, script), System.Globalization.CultureInfo.InvariantCulture);
            Line.Print("open", new { peer, asked = Asked, ms = Math.Round(ms, 1), ms_for_all = Math.Round(ms * Stations / Asked) });
        }
        finally
        {
            File.Delete(script);
        }
    }

    /// <summary>The folder beside node_modules, where imports are looked for.</summary>
    static string? Modules()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !Directory.Exists(Path.Combine(folder, "node_modules", "opening_hours"))) folder = Path.GetDirectoryName(folder);
        return folder;
    }
}
