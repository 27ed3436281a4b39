using Npgsql;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

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

    /// <summary>Retires the key in use, whatever its age.</summary>
    public async Task RenewAsync(CodeAlgorithm algorithm, Actor by, CancellationToken ct = default)
    {
        await RenewAsync(algorithm, DateTime.MaxValue, ct);
        await new LogLine(by, Did.RenewedCodeKey, clock.GetUtcNow()).WriteAsync(source, ct);
    }

    public async Task<List<CodeKey>> AllAsync(CancellationToken ct = default)
    {
        var keys = new List<CodeKey>();
        await using var ask = source.CreateCommand("SELECT id, algorithm, public_key FROM code_keys ORDER BY made_at, id");
        await using var rows = await ask.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) keys.Add(new(rows.GetString(0), CodeAlgorithm.Named(rows.GetString(1))!, rows.GetFieldValue<byte[]>(2)));
        return keys;
    }

    /// <summary>What a colleague at the machine sees of the keys, oldest first.</summary>
    public async Task<List<ShownCodeKey>> ShowAsync(CancellationToken ct = default)
    {
        var keys = new List<ShownCodeKey>();
        await using var ask = source.CreateCommand("SELECT id, algorithm, made_at, retired_at FROM code_keys ORDER BY made_at, id");
        await using var rows = await ask.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            keys.Add(new(rows.GetString(0), rows.GetString(1), rows.GetFieldValue<DateTimeOffset>(2), rows.IsDBNull(3) ? null : rows.GetFieldValue<DateTimeOffset>(3)));
        return keys;
    }

    /// <summary>
    /// A key that became known signs and verifies nothing any more: with signal at once, without as soon as the verifier fetches its list.
    /// Codes it signed die with it; their owners' phones ask for new ones.
    /// </summary>
    public async Task WithdrawAsync(string id, Actor by, CancellationToken ct = default)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var delete = new NpgsqlCommand("DELETE FROM code_keys WHERE id = $1", connection);
        Rule.Require(await delete.With(id).ExecuteNonQueryAsync(ct) == 1, new Sentence("codes.key-unknown", id));
        await new LogLine(by, Did.WithdrewCodeKey, clock.GetUtcNow()).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
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

/// <param name="RetiredAt">It signs nothing since then, and goes on verifying.</param>
public sealed record ShownCodeKey(string Id, string Algorithm, DateTimeOffset MadeAt, DateTimeOffset? RetiredAt);
