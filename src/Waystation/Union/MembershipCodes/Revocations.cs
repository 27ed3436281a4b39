using Npgsql;
using Waystation.Data;

namespace Waystation.MembershipCodes;

/// <summary>What a verifier has to know: the keys and who was revoked, read at once from the database.</summary>
public sealed class Revocations(NpgsqlDataSource source, CodeKeys keys, Vault vault, TimeProvider clock)
{
    /// <summary>A code lives for minutes; a day also serves a verifier whose clock is off by hours.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public async Task<CodeTrust> TrustAsync(CancellationToken ct = default) => new(Pseudonym.OfInstallation(vault), await keys.AllAsync(ct), await RevokedAsync(ct));

    async Task<List<Revocation>> RevokedAsync(CancellationToken ct)
    {
        var revoked = new List<Revocation>();
        await using var ask = source.CreateCommand("SELECT member_id, revoked_at FROM code_revocations WHERE revoked_at >= $1 ORDER BY revoked_at, member_id");
        ask.Parameters.AddWithValue(clock.GetUtcNow().UtcDateTime - Kept);
        await using var rows = await ask.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) revoked.AddRange(Of(rows.GetGuid(0), rows.GetFieldValue<DateTimeOffset>(1)));
        return revoked;
    }

    /// <summary>Under the names that the person bore that day and the day before.</summary>
    IEnumerable<Revocation> Of(Guid memberId, DateTimeOffset at)
    {
        yield return new(Pseudonym.Of(memberId, at, vault), at);
        yield return new(Pseudonym.Of(memberId, at.AddDays(-1), vault), at);
    }
}
