using Npgsql;
using Waystation.Data;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Pictures;

/// <summary>Makes the small pictures afterwards, so that nobody who hands one in waits; and each hour takes away the files that no row names.</summary>
sealed class SmallPicturesJob(PictureFiles files, ShrinkPicture shrink, NpgsqlDataSource source, TimeProvider clock, ILogger<SmallPicturesJob> log) : BackgroundService
{
    const int AtOnce = 20;
    static readonly TimeSpan look = TimeSpan.FromSeconds(5), sweepEvery = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        if (ShrinkPicture.Program is null) log.LogWarning("This machine has no vipsthumbnail (Debian: libvips-tools): pictures are shown in full size");
        using var ticks = new PeriodicTimer(look, clock);
        var sweptAt = DateTimeOffset.MinValue;
        try
        {
            do sweptAt = await WorkAsync(sweptAt, stopping);
            while (await ticks.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next start goes on.
        }
    }

    async Task<DateTimeOffset> WorkAsync(DateTimeOffset sweptAt, CancellationToken ct)
    {
        try
        {
            if (ShrinkPicture.Program is not null) await MakeAsync(ct);
            var now = clock.GetUtcNow();
            if (now - sweptAt < sweepEvery) return sweptAt;

            await files.SweepAsync(now, ct);
            return now;
        }
        catch (Exception away) when (away is NpgsqlException or IOException)
        {
            log.LogWarning(away, "Small pictures could not be made; it is tried again");
            return sweptAt;
        }
    }

    /// <summary>One that cannot be made small counts as tried: it is shown in full.</summary>
    internal async Task<int> MakeAsync(CancellationToken ct)
    {
        var waiting = await WaitingAsync(ct);
        foreach (var (id, sha256) in waiting)
        {
            var path = files.PathOf(id, sha256);
            if (File.Exists(path) && await shrink.ToSmallAsync(await File.ReadAllBytesAsync(path, ct), ct) is { } made)
            {
                var small = files.PathOf(id, sha256, small: true);
                PictureFiles.Place(await PictureFiles.WriteAsync(small, made.Bytes, ct), small);
            }

            await using var done = source.CreateCommand("UPDATE pictures SET small_at = $2 WHERE id = $1");
            await done.With(id, clock.GetUtcNow().UtcDateTime).ExecuteNonQueryAsync(ct);
        }

        return waiting.Count;
    }

    async Task<List<(Guid Id, byte[] Sha256)>> WaitingAsync(CancellationToken ct)
    {
        await using var ask = source.CreateCommand("SELECT id, sha256 FROM pictures WHERE small_at IS NULL AND forgotten_at IS NULL ORDER BY kept_at LIMIT $1");
        await using var row = await ask.With(AtOnce).ExecuteReaderAsync(ct);
        List<(Guid, byte[])> found = [];
        while (await row.ReadAsync(ct)) found.Add((row.GetGuid(0), row.GetFieldValue<byte[]>(1)));
        return found;
    }
}
