using Npgsql;
using Waystation.Data;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Pictures;

/// <summary>Makes the small pictures afterwards, so that nobody who hands one in waits; and each hour takes away the files that no row names.</summary>
sealed class SmallPicturesJob(PictureFiles files, ShrinkPicture shrink, NpgsqlDataSource source, TimeProvider clock, ILogger<SmallPicturesJob> log) : RepeatedJob(log)
{
    const int AtOnce = 20;
    static readonly TimeSpan look = TimeSpan.FromSeconds(5), sweepEvery = TimeSpan.FromHours(1);
    DateTimeOffset sweptAt;

    protected override string Trouble => "Small pictures could not be made";

    protected override async Task<TimeSpan?> WorkAsync(CancellationToken stopping)
    {
        if (ShrinkPicture.Program is not null) await MakeAsync(stopping);
        else if (sweptAt == default) Log.LogWarning("This machine has no vipsthumbnail (Debian: libvips-tools): pictures are shown in full size");
        var now = clock.GetUtcNow();
        if (now - sweptAt < sweepEvery) return look;

        await files.SweepAsync(now, stopping);
        sweptAt = now;
        return look;
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

            await using var done = source.CreateCommand("UPDATE pictures SET small_at = $2 WHERE id = $1 AND forgotten_at IS NULL");
            // Withdrawn while it was made small: that one goes with the rest, at once.
            if (await done.With(id, clock.GetUtcNow().UtcDateTime).ExecuteNonQueryAsync(ct) == 0) files.Forget(id, sha256);
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
