using System.Diagnostics.Metrics;

namespace Waystation.Telemetry;

public sealed class LogFilesTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("waystation-logs-");

    [Fact]
    public void Whoever_logs_never_waits_for_the_disk_and_what_is_too_much_is_dropped_and_counted()
    {
        var clock = new StuckClock();
        long dropped = 0;
        using var counting = new MeterListener { InstrumentPublished = (instrument, counting) => { if (instrument.Name == "waystation.log.dropped") counting.EnableMeasurementEvents(instrument); } };
        counting.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref dropped, count));
        counting.Start();

        using (var files = new LogFiles(new(folder.FullName, 200), clock))
        {
            var log = files.CreateLogger("Test");
            clock.Stick();
            for (var line = 0; line < 10_100; line++) log.LogWarning("Line {Number}", line);
            Assert.InRange(Interlocked.Read(ref dropped), 90, 10_000);
            clock.GoOn();
        }

        var kept = File.ReadAllLines(folder.EnumerateFiles().Single().FullName);
        Assert.Equal(10_100, kept.Length + Interlocked.Read(ref dropped));
        Assert.Contains("\"Number\":0", kept[0]);
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Holds up whoever asks from another thread, which is the one that writes.</summary>
    sealed class StuckClock : TimeProvider
    {
        readonly int caller = Environment.CurrentManagedThreadId;
        readonly ManualResetEventSlim open = new(true);

        public void Stick() => open.Reset();

        public void GoOn() => open.Set();

        public override DateTimeOffset GetUtcNow()
        {
            if (Environment.CurrentManagedThreadId != caller) open.Wait();
            return new(2026, 3, 5, 1, 0, 0, TimeSpan.Zero);
        }
    }
}
