using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Pictures;

/// <summary>A picture that is kept.</summary>
/// <param name="WasThere">The same had come before; nothing was done.</param>
public sealed record KeptPicture(Guid Id, bool WasThere);

/// <summary>
/// Keeps a photo under the id that its sender made: the same one sent again, by however many at once, is kept once. It is cut down to the
/// picture before it touches the disk, and one too large is shrunk.
/// </summary>
public sealed class KeepPicture(Database database, PictureFiles files, ShrinkPicture shrink, TimeProvider clock)
{
    /// <summary>What stays; a phone's page sends some 300 KB.</summary>
    public const int MostKept = 2 << 20;

    /// <summary>What may come, from a page without script.</summary>
    public const int MostSent = 12 << 20;

    /// <summary>Whoever calls this has checked that the caller may put something to that station.</summary>
    /// <exception cref="Refusal">It is no photo, is too large, or another was sent under this id.</exception>
    public async Task<KeptPicture> RunAsync(Guid id, Stream content, PictureFacts facts, CancellationToken ct)
    {
        Rule.Require(id != Guid.Empty, Say.IdNeeded);
        facts.Require();
        var came = CutJpeg.Of(await BoundedPicture.ReadAsync(content, MostSent, ct));
        var sha256 = SHA256.HashData(came.Bytes);
        var known = await FindAsync(id, ct);
        if (known is not null) RequireSame(known, sha256, facts);
        if (known is not null && File.Exists(files.PathOf(id, sha256))) return new(id, WasThere: true);

        var kept = came.Bytes.Length <= MostKept ? came : await shrink.ToKeepAsync(came, ct);
        await PutAsync(Picture.Of(id, kept, sha256, kept.Bytes.Length, facts, clock.GetUtcNow().UtcDateTime), kept.Bytes, facts, ct);
        return new(id, known is not null);
    }

    async Task PutAsync(Picture picture, byte[] bytes, PictureFacts facts, CancellationToken ct)
    {
        var path = files.PathOf(picture.Id, picture.Sha256);
        var unfinished = await PictureFiles.WriteAsync(path, bytes, ct);
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var together = new NpgsqlCommand($"SELECT pg_advisory_xact_lock_shared({PictureFiles.Lock})", connection)) await together.ExecuteNonQueryAsync(ct);
        PictureFiles.Place(unfinished, path);
        var isFirst = await InsertAsync(connection, picture, ct);
        await transaction.CommitAsync(ct);
        if (isFirst) return;

        var first = (await FindAsync(picture.Id, ct))!;
        if (!first.Sha256.AsSpan().SequenceEqual(picture.Sha256)) files.Forget(picture.Id, picture.Sha256);
        RequireSame(first, picture.Sha256, facts);
    }

    static async Task<bool> InsertAsync(NpgsqlConnection connection, Picture picture, CancellationToken ct)
    {
        await using var insert = new NpgsqlCommand(
            """
            INSERT INTO pictures (id, union_id, station_id, account_id, sha256, bytes, width, height, taken_at, lat, lon, bearing, kept_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING
            """, connection);
        insert.With(picture.Id, picture.UnionId, picture.StationId, picture.AccountId, picture.Sha256, picture.Bytes, picture.Width, picture.Height, picture.TakenAt, picture.Lat, picture.Lon, picture.Bearing, picture.KeptAt);
        return await insert.ExecuteNonQueryAsync(ct) == 1;
    }

    /// <summary>Past every reach: an id that is taken elsewhere is taken.</summary>
    async Task<Picture?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = database.NewContext();
        return await db.Set<Picture>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct);
    }

    static void RequireSame(Picture known, byte[] sha256, PictureFacts facts)
    {
        Rule.Require(known.Sha256.AsSpan().SequenceEqual(sha256) && known.StationId == facts.StationId, Say.IdTaken);
        Rule.Require(known.ForgottenAt is null, Say.Forgotten);
    }
}
