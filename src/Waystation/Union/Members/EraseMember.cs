using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Members;

/// <summary>
/// What in a record names or describes somebody goes; the row stays, because the counts of past months stand on it: union, days
/// and state say how many there were, not who. Only where the membership has ended, or never began. Safe to repeat.
/// </summary>
public sealed class EraseMember(Vault vault, TimeProvider clock)
{
    /// <summary>Instead of a name: a record always has one. As the register's own language says it, whatever the reader's.</summary>
    public const string Nobody = "已删除";

    // Random in the place of indexes that may not be empty: nothing equal is found by them any more.
    const string Erase =
        """
        UPDATE members SET name = $2, sex = NULL, born_on = NULL, document_kind = '', document_index = gen_random_uuid(), last_four = 0, document_valid_until = NULL,
            phone_index = NULL, card_index = NULL, secrets = $3, ethnicity = '', education = '', employment = '', skill = '', hukou = '', from_elsewhere = NULL,
            form_digest = gen_random_uuid(), erased_at = $4
        WHERE id = $1 AND erased_at IS NULL
        """;

    /// <summary>Off only in the test that shows what it guards against.</summary>
    internal bool OnlyEnded { get; init; } = true;

    /// <param name="connection">With its open transaction.</param>
    public async Task RunAsync(NpgsqlConnection connection, Guid memberId, CancellationToken ct)
    {
        var record = await MemberRecord.FindAsync(connection, memberId, vault, forUpdate: true, ct);
        if (record is null) return;

        Rule.Require(!OnlyEnded || record.State is MemberState.Left or MemberState.Applied, Say.StillAMember);
        await ForgetTriesAsync(connection, record, ct);
        await using var erase = new NpgsqlCommand(Erase, connection);
        erase.With(memberId, Nobody, new MemberSecrets("", "", "", "").Seal(vault), clock.GetUtcNow().UtcDateTime);
        await erase.ExecuteNonQueryAsync(ct);
        await using var before = new NpgsqlCommand("DELETE FROM member_changes WHERE member_id = $1", connection);
        before.With(memberId);
        await before.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Wrong tries to bind the record were counted by its document.</summary>
    async Task ForgetTriesAsync(NpgsqlConnection connection, MemberRecord record, CancellationToken ct)
    {
        await using var forget = new NpgsqlCommand("DELETE FROM locks WHERE key = $1", connection);
        forget.With(SealedEntry.IndexOf(record.Document, vault));
        await forget.ExecuteNonQueryAsync(ct);
    }
}
