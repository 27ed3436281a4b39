using Npgsql;
using Waystation.Data;

namespace Waystation.MembershipCodes;

/// <summary>The keys of this house, one in use for each algorithm: made when first needed, renewed every three months, the old ones kept to verify with.</summary>
public sealed class CodeKeys(NpgsqlDataSource source, Vault vault, TimeProvider clock)
{
    /// <summary>Renewed before it is due for anything else, so that renewing is nothing special when it has to be done in a hurry.</summary>
    public static readonly TimeSpan InUse = TimeSpan.FromDays(90);

    DateTime RenewedBefore => clock.GetUtcNow().UtcDateTime - InUse;

    public async Task<SigningKey> CurrentAsync(CodeAlgorithm algorithm, CancellationToken ct = default)
    {
        if (await FindAsync(algorithm, ct) is { } found) return found;

        await RenewAsync(algorithm, RenewedBefore, ct);
        return (await FindAsync(algorithm, ct))!;
    }

    /// <summary>Retires the key in use, whatever its age: for when it may have become known.</summary>
    public Task RenewAsync(CodeAlgorithm algorithm, CancellationToken ct = default) => RenewAsync(algorithm, DateTime.MaxValue, ct);

    public async Task<List<CodeKey>> AllAsync(CancellationToken ct = default)
    {
        var keys = new List<CodeKey>();
        await using var ask = source.CreateCommand("SELECT id, algorithm, public_key FROM code_keys ORDER BY made_at, id");
        await using var rows = await ask.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) keys.Add(new(rows.GetString(0), CodeAlgorithm.Named(rows.GetString(1))!, rows.GetFieldValue<byte[]>(2)));
        return keys;
    }

    async Task<SigningKey?> FindAsync(CodeAlgorithm algorithm, CancellationToken ct)
    {
        await using var ask = source.CreateCommand("SELECT id, private_key FROM code_keys WHERE algorithm = $1 AND retired_at IS NULL AND made_at >= $2");
        ask.Parameters.AddWithValue(algorithm.Name);
        ask.Parameters.AddWithValue(RenewedBefore);
        await using var row = await ask.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? new(row.GetString(0), algorithm, Convert.FromBase64String(vault.Open(row.GetFieldValue<byte[]>(1)))) : null;
    }

    /// <summary>Two nodes may come at once: the one whose row stands first wins, and both use it.</summary>
    async Task RenewAsync(CodeAlgorithm algorithm, DateTime madeBefore, CancellationToken ct)
    {
        var (publicKey, privateKey) = algorithm.NewKey();
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("UPDATE code_keys SET retired_at = $2 WHERE algorithm = $1 AND retired_at IS NULL AND made_at < $3")
                {
                    Parameters = { new() { Value = algorithm.Name }, new() { Value = clock.GetUtcNow().UtcDateTime }, new() { Value = madeBefore } },
                },
                new("INSERT INTO code_keys (id, algorithm, public_key, private_key, made_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING")
                {
                    Parameters =
                    {
                        new() { Value = CodeKey.IdOf(publicKey) }, new() { Value = algorithm.Name }, new() { Value = publicKey },
                        new() { Value = vault.Seal(Convert.ToBase64String(privateKey)) }, new() { Value = clock.GetUtcNow().UtcDateTime },
                    },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(ct);
    }
}
