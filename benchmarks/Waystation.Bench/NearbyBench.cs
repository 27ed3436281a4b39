using System.Diagnostics;
using Waystation.Calendar;
using Waystation.Places;

namespace Waystation.Bench;

/// <summary>
/// The nearest 20 that are open and have one facility: in this process, in PostGIS and in Redis on the same points, and through the
/// program itself. The peers are given an easier question: what is open has been worked out for them, and Redis is not asked for the facility.
/// </summary>
static class NearbyBench
{
    public const int Limit = 20;

    const int Searches = 2_000;
    static readonly TimeSpan patience = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync()
    {
        foreach (var stations in new[] { 20_000, 200_000 })
        {
            var city = new MadeUpCity(stations, Searches);
            var own = InProcess(city);
            await PostgisPeer.RunAsync(city, own);
            await RedisPeer.RunAsync(city, own);
        }

        await NearbyHttpBench.RunAsync();
        return 0;
    }

    /// <summary>One thread, one search after another; each is timed by itself, telling state and distance included.</summary>
    static double InProcess(MadeUpCity city)
    {
        var built = Stopwatch.GetTimestamp();
        var map = new PlaceMap(city.Places, WorkingCalendar.China);
        var buildMs = Stopwatch.GetElapsedTime(built).TotalMilliseconds;
        var warm = Stopwatch.GetTimestamp();
        for (var i = 0; Stopwatch.GetElapsedTime(warm) < patience / 4; i++) Search(map, city, i);

        var times = new List<double>(1 << 20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < patience;)
        {
            var started = Stopwatch.GetTimestamp();
            Search(map, city, times.Count);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / Math.Max(1, times.Count);
        var measured = Measured.Of(times);
        Line.Print("nearby", new
        {
            what = "in process", stations = city.Places.Length, searches_per_s_per_core = (int)measured.PerSecond, p50_us = Math.Round(measured.P50 * 1000, 2), p99_us = Math.Round(measured.P99 * 1000, 2),
            target_p99_us = 1000, bytes_per_search = allocated, build_ms = Math.Round(buildMs),
        });
        return measured.PerSecond;
    }

    static double Search(PlaceMap map, MadeUpCity city, int i)
    {
        var search = new NearbySearch(city.Searchers[i % Searches], Limit: Limit, OpenOnly: true, At: MadeUpCity.Instant, Facilities: MadeUpCity.Wanted.Bit);
        Span<Hit> hits = stackalloc Hit[Limit];
        var metres = 0.0;
        foreach (var hit in hits[..map.Nearest(search, MadeUpCity.Instant, hits)])
            metres += map.OpeningOf(hit.Place, MadeUpCity.Instant).State is OpenState.Open ? hit.Metres : 0;
        return metres;
    }
}
