using Npgsql;
using Waystation.Data;

namespace Waystation.Accounts;

/// <summary>The numbers an account is reached at.</summary>
public sealed class PhonesOfAccount(Vault vault, TimeProvider clock)
{
    // A phone nobody came in with for long may be somebody else's by now: it joins anew, and is not told.

    /// <param name="except">The blind index of a phone that need not be told.</param>
    /// <returns>Digits as they are dialled.</returns>
    public async Task<IReadOnlyList<string>> ReadAsync(NpgsqlConnection connection, Guid account, Guid? except = null, CancellationToken ct = default)
    {
        List<string> numbers = [];
        await using var ask = new NpgsqlCommand("SELECT phone_sealed FROM account_phones WHERE account_id = $1 AND phone <> $2 AND phone_is_theirs(account_id, phone, $3) ORDER BY phone", connection);
        await using var row = await ask.With(account, except ?? Guid.Empty, clock.GetUtcNow().UtcDateTime).ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) numbers.Add(vault.Open(row.GetFieldValue<byte[]>(0)));
        return numbers;
    }
}
