using System.Diagnostics;

namespace Waystation.Bench;

/// <summary>Times of many single runs; percentiles are of the runs themselves, not of averages.</summary>
public sealed class Measured
{
    readonly double[] sorted;

    Measured(IEnumerable<double> milliseconds) => sorted = [.. milliseconds.Order()];

    public int Runs => sorted.Length;

    public double P50 => At(0.50);

    public double P95 => At(0.95);

    public double P99 => At(0.99);

    public double PerSecond => Runs / (sorted.Sum() / 1000);

    /// <summary>From times that were taken elsewhere, in milliseconds.</summary>
    public static Measured Of(IEnumerable<double> milliseconds) => new(milliseconds);

    /// <summary>Runs once unmeasured, then <paramref name="runs"/> times, one after another.</summary>
    public static async Task<Measured> RunAsync(int runs, Func<int, Task> run)
    {
        await run(0);
        var times = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await run(i);
            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        return new Measured(times);
    }

    double At(double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
