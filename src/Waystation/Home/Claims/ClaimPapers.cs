using System.Security.Cryptography;
using Npgsql;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Pictures;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>A photo that comes with a claim.</summary>
/// <param name="Id">Made by the sender.</param>
/// <param name="Document">Its place among the plan's documents.</param>
public sealed record SentPaper(Guid Id, int Document, byte[] Bytes);

/// <summary>A photo as it is listed; to look at it is another thing, and logged.</summary>
public sealed record KeptPaper(Guid Id, int Document, DateTime KeptAt);

/// <summary>
/// The papers of claims. Cut down to the picture as all photos are, then sealed with the person's key and kept beside their claim: files of the
/// ground's pictures are clear and of stations, and health papers must go with their person's key.
/// </summary>
public sealed class ClaimPapers(PersonKeys keys)
{
    public const int MostOfAClaim = 30;

    /// <summary>What may come: an unshrunk photo of a phone's camera.</summary>
    public const int MostSent = KeepPicture.MostSent;

    /// <summary>Before the transaction: refuses what is no photo, or too large.</summary>
    public static SentPaper Cut(Guid id, int document, ReadOnlySpan<byte> came)
    {
        Rule.Require(came.Length <= MostSent, new Sentence("claims.paper-too-large", MostSent >> 20));
        return new(id, document, CutJpeg.Of(came).Bytes);
    }

    public async Task PutAsync(NpgsqlConnection connection, Guid claimId, Guid memberId, IReadOnlyList<SentPaper> papers, int documents, DateTime at, CancellationToken ct)
    {
        if (papers.Count == 0) return;
        Rule.Require(papers.All(p => p.Document >= 0 && p.Document < documents), Say.NoSuchDocument);
        var key = await keys.OfAsync(connection, memberId, ct);
        foreach (var paper in papers)
        {
            await using var put = new NpgsqlCommand("INSERT INTO claim_papers (id, claim_id, document, sha256, sealed, kept_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING", connection);
            await put.With(paper.Id, claimId, paper.Document, SHA256.HashData(paper.Bytes), key.Seal(Convert.ToBase64String(paper.Bytes)), at).ExecuteNonQueryAsync(ct);
        }

        await using var count = new NpgsqlCommand("SELECT count(*) FROM claim_papers WHERE claim_id = $1", connection);
        Rule.Require((long)(await count.With(claimId).ExecuteScalarAsync(ct))! <= MostOfAClaim, Say.TooManyPapers(MostOfAClaim));
    }

    public static async Task<List<KeptPaper>> OfAsync(NpgsqlConnection connection, Guid claimId, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT id, document, kept_at FROM claim_papers WHERE claim_id = $1 ORDER BY document, kept_at, id", connection);
        await using var row = await ask.With(claimId).ExecuteReaderAsync(ct);
        List<KeptPaper> papers = [];
        while (await row.ReadAsync(ct)) papers.Add(new(row.GetGuid(0), row.GetInt32(1), row.GetDateTime(2)));
        return papers;
    }

    /// <summary>Whose claim a paper belongs to; null: there is none.</summary>
    public static async Task<Guid?> ClaimOfAsync(NpgsqlConnection connection, Guid paper, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT claim_id FROM claim_papers WHERE id = $1", connection);
        return await ask.With(paper).ExecuteScalarAsync(ct) as Guid?;
    }

    /// <summary>Opened for its owner, or for whoever decides: that look is in the log before it is shown.</summary>
    public async Task<byte[]?> LookAsync(NpgsqlConnection connection, Guid paper, Guid memberId, Actor? officer, DateTime at, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT sealed FROM claim_papers WHERE id = $1", connection);
        if (await ask.With(paper).ExecuteScalarAsync(ct) is not byte[] stored || await keys.FindAsync(connection, memberId, ct) is not { } key) return null;
        if (officer is not null) await new LogLine(officer, Did.ReadClaimPaper, at, memberId, Why: Purpose.SettleBenefit).WriteAsync(connection, ct);
        return Convert.FromBase64String(key.Open(stored));
    }
}
