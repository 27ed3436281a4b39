using Npgsql;

namespace Waystation.Places;

/// <summary>Keeps this node's index up with the database, every second, its place names every minute, and the outbox short. While the database is away the last map stays.</summary>
sealed class FollowStationsJob(StationIndex index, Gazetteer gazetteer, NpgsqlDataSource database, TimeProvider clock, ILogger<FollowStationsJob> log) : BackgroundService
{
    static readonly TimeSpan everySecond = TimeSpan.FromSeconds(1), everyMinute = TimeSpan.FromMinutes(1), patience = TimeSpan.FromHours(1), kept = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(everySecond, clock);
        var (lastGood, lastSwept, lastNamed) = (clock.GetUtcNow(), DateTimeOffset.MinValue, DateTimeOffset.MinValue);
        do
        {
            try
            {
                // Changes are kept for a day; a node that was cut off for long does not rely on that.
                if (clock.GetUtcNow() - lastGood > patience) index.StartOver();
                if (clock.GetUtcNow() - lastNamed > everyMinute) lastNamed = await NamesAsync(stopping);
                await index.RefreshAsync(stopping);
                lastGood = clock.GetUtcNow();
                if (lastGood - lastSwept > patience) lastSwept = await SweepAsync(lastGood, stopping);
            }
            catch (NpgsqlException away)
            {
                log.LogWarning(away, "The station index could not be refreshed");
            }
        }
        while (await TickAsync(timer, stopping));
    }

    async Task<DateTimeOffset> NamesAsync(CancellationToken ct)
    {
        await gazetteer.RefreshAsync(ct);
        return clock.GetUtcNow();
    }

    async Task<DateTimeOffset> SweepAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var sweep = database.CreateCommand("DELETE FROM station_changes WHERE at < $1");
        sweep.Parameters.AddWithValue(now.UtcDateTime - kept);
        await sweep.ExecuteNonQueryAsync(ct);
        return now;
    }

    static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
