using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>What the claimant told.</summary>
public sealed record ClaimDetails(ClaimEvent Event, string? Note = null);

/// <summary>Whom it is paid to.</summary>
/// <param name="Share">Of ten thousand.</param>
public sealed record Payee(string Name, string Account, int Share = 10_000, string? Relation = null, string? Document = null);

/// <summary>Seals and opens what is told in a claim, with the person's own key: once that is destroyed, nobody reads it any more.</summary>
public sealed class ClaimSecrets(PersonKeys keys)
{
    public async Task<byte[]> SealAsync<T>(NpgsqlConnection connection, Guid memberId, T value, CancellationToken ct) => (await keys.OfAsync(connection, memberId, ct)).Seal(ClaimText.Write(value));

    /// <exception cref="Refusal">It was forgotten, or its person erased.</exception>
    public async Task<T> OpenAsync<T>(NpgsqlConnection connection, Guid memberId, byte[]? stored, CancellationToken ct) =>
        await TryAsync<T>(connection, memberId, stored, ct) is { } opened ? opened : throw new Refusal(Say.Forgotten);

    public async Task<T?> TryAsync<T>(NpgsqlConnection connection, Guid memberId, byte[]? stored, CancellationToken ct) =>
        stored is not null && await keys.FindAsync(connection, memberId, ct) is { } key ? ClaimText.Read<T>(key.Open(stored)) : default;

    public Task<Payee[]> PayeesAsync(NpgsqlConnection connection, Guid claimId, Guid memberId, CancellationToken ct) => PayeesAsync(connection, claimId, memberId, [], ct);

    async Task<Payee[]> PayeesAsync(NpgsqlConnection connection, Guid claimId, Guid memberId, List<(byte[] Sealed, int Share)> rows, CancellationToken ct)
    {
        await using (var ask = new NpgsqlCommand("SELECT sealed, share FROM claim_payees WHERE claim_id = $1 ORDER BY place", connection))
        {
            await using var row = await ask.With(claimId).ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct)) rows.Add((row.GetFieldValue<byte[]>(0), row.GetInt32(1)));
        }

        List<Payee> payees = [];
        foreach (var (stored, share) in rows) payees.Add(await OpenAsync<Payee>(connection, memberId, stored, ct) with { Share = share });
        return [.. payees];
    }
}
