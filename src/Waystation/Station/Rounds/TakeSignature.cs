using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Pictures;
using Waystation.Shared;

namespace Waystation.Rounds;

/// <summary>A drawn name that has come.</summary>
/// <param name="WasThere">The same had come before; nothing was done.</param>
public sealed record KeptSignature(Guid Id, bool WasThere);

/// <summary>Takes in a drawn name, before its visit or after it. Sent again it is kept once; another under its id is refused.</summary>
public sealed class TakeSignature(Desk desk, WaystationDb db, Vault vault)
{
    /// <summary>A phone's page draws some 10 KB.</summary>
    public const int MostBytes = 64 << 10;

    /// <returns>Null: there is no such stop within reach.</returns>
    public async Task<KeptSignature?> RunAsync(Guid round, Guid station, Guid id, byte[] came, CancellationToken ct)
    {
        if (await desk.All<RoundStop>().AsNoTracking().SingleOrDefaultAsync(s => s.RoundId == round && s.StationId == station, ct) is not { } stop) return null;

        Rule.Require(await db.Set<RoundPerson>().AnyAsync(p => p.RoundId == round && p.AccountId == desk.Caller.AccountId, ct), Say.NotOnATeam);
        Rule.Require(id != Guid.Empty && came.Length <= MostBytes, Say.CannotBeRead);
        var picture = CutJpeg.Of(came).Bytes;
        var stamp = vault.Index(BlindIndex.Inspection, Convert.ToHexString(SHA256.HashData(picture)));
        var isFirst = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO round_signatures (id, round_id, station_id, union_id, account_id, stamp, drawn, kept_at)
            VALUES ({id}, {round}, {station}, {stop.UnionId}, {desk.Caller.AccountId}, {stamp}, {vault.Seal(Convert.ToBase64String(picture))}, {desk.Now}) ON CONFLICT DO NOTHING
            """, ct) == 1;
        Rule.Require(isFirst || await db.Set<Signature>().AnyAsync(s => s.Id == id && s.Stamp == stamp && s.StationId == station, ct), Say.SignatureTaken);
        return new(id, !isFirst);
    }

    /// <returns>A JPEG; null where there is none within reach, or none any more.</returns>
    public async Task<byte[]?> ShowAsync(Guid id, CancellationToken ct) =>
        await desk.All<Signature>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is { Drawn: { } drawn } ? Convert.FromBase64String(vault.Open(drawn)) : null;
}
