using Npgsql;
using Waystation.Data;
using Waystation.Logbook;

namespace Waystation.MembershipCodes;

/// <summary>"I have lost my phone": every code issued so far for these people (all whom the phone served) is void from now on.</summary>
public sealed class RevokeCodes(NpgsqlDataSource source, TimeProvider clock)
{
    public async Task RunAsync(IReadOnlyCollection<Guid> memberIds, Actor who, CancellationToken ct = default)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await RunAsync(connection, memberIds, who, ct);
        await transaction.CommitAsync(ct);
    }

    /// <param name="connection">With the open transaction of what makes the codes void: a membership that ends, an account that is closed.</param>
    public async Task RunAsync(NpgsqlConnection connection, IReadOnlyCollection<Guid> memberIds, Actor who, CancellationToken ct)
    {
        await StoreAsync(connection, [.. memberIds.Distinct().Order()], ct);
        foreach (var memberId in memberIds.Distinct()) await new LogLine(who, Did.RevokedCodes, clock.GetUtcNow(), memberId).WriteAsync(connection, ct);
    }

    async Task StoreAsync(NpgsqlConnection connection, Guid[] memberIds, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("DELETE FROM code_revocations WHERE revoked_at < $1") { Parameters = { new() { Value = now - Revocations.Kept } } },
                new("""
                    INSERT INTO code_revocations (member_id, revoked_at) SELECT unnest($1), $2
                    ON CONFLICT (member_id) DO UPDATE SET revoked_at = greatest(code_revocations.revoked_at, excluded.revoked_at)
                    """) { Parameters = { new() { Value = memberIds }, new() { Value = now } } },
            },
        };
        await batch.ExecuteNonQueryAsync(ct);
    }
}
