using Npgsql;
using Waystation.Data;
using Waystation.Joining;
using Waystation.Members;

namespace Waystation.MyData;

/// <summary>
/// All that the house holds about one person goes: the record is made nobody's, the account closed and its phones deleted, what
/// was on its way to them taken back, and their key destroyed, with which all that it sealed is gone. Safe to repeat.
/// </summary>
public sealed class ErasePerson(EraseMember member, PersonKeys keys, TimeProvider clock)
{
    /// <param name="connection">With its open transaction.</param>
    public async Task RunAsync(NpgsqlConnection connection, Guid memberId, CancellationToken ct)
    {
        var phones = await PhonesAsync(connection, memberId, ct);
        await member.RunAsync(connection, memberId, ct);
        foreach (var sql in ofPhones) await DoAsync(connection, sql, phones, ct);
        await CloseAsync(connection, memberId, ct);
        await ForgetApplications.OfMemberAsync(connection, memberId, ct);
        foreach (var sql in ofMember) await DoAsync(connection, sql, memberId, ct);
        await keys.DestroyAsync(connection, memberId, ct);
    }

    static readonly string[] ofPhones =
    [
        "DELETE FROM phone_codes WHERE phone = ANY ($1)",
        "DELETE FROM limits WHERE key = ANY ($1)",
        "DELETE FROM messages WHERE phone_index = ANY ($1)",
        "UPDATE umbrella_loans SET phone = NULL, phone_index = NULL WHERE phone_index = ANY ($1)",
    ];

    // Ids stay where they are: without a record they name nobody.
    static readonly string[] ofMember =
    [
        "DELETE FROM account_phones WHERE account_id IN (SELECT id FROM accounts WHERE member_id = $1)",
        "DELETE FROM sessions WHERE account_id IN (SELECT id FROM accounts WHERE member_id = $1)",
        "DELETE FROM full_export_people WHERE member_id = $1",
        "DELETE FROM claim_papers WHERE claim_id IN (SELECT id FROM claims WHERE member_id = $1)",
        "UPDATE claims SET details = NULL, forgotten_at = now() WHERE member_id = $1 AND details IS NOT NULL",
        "UPDATE data_requests SET sealed = NULL WHERE member_id = $1 AND sealed IS NOT NULL",
        // What was paid for stays, a voucher under the keyed index; what was not is taken back.
        "UPDATE aid_premiums SET withdrawn_at = now() WHERE member_id = $1 AND withdrawn_at IS NULL AND NOT EXISTS (SELECT FROM aid_premium_payments p WHERE p.premium_id = aid_premiums.id AND p.refused_at IS NULL)",
        "UPDATE accounts SET member_id = NULL, bound_at = NULL WHERE member_id = $1",
    ];

    /// <summary>Those they sign in with, and the one of their record; a phone that somebody else shares stays theirs.</summary>
    static async Task<Guid[]> PhonesAsync(NpgsqlConnection connection, Guid memberId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT coalesce(array_agg(DISTINCT own.phone), '{}') FROM (
                SELECT f.phone FROM account_phones f JOIN accounts a ON a.id = f.account_id WHERE a.member_id = $1
                UNION SELECT phone_index FROM members WHERE id = $1 AND phone_index IS NOT NULL) own
            WHERE NOT EXISTS (SELECT FROM account_phones f JOIN accounts a ON a.id = f.account_id WHERE f.phone = own.phone AND a.member_id IS DISTINCT FROM $1)
            """, connection);
        command.With(memberId);
        return (Guid[])(await command.ExecuteScalarAsync(ct))!;
    }

    async Task CloseAsync(NpgsqlConnection connection, Guid memberId, CancellationToken ct)
    {
        await using var close = new NpgsqlCommand(
            """
            WITH closed AS (UPDATE accounts SET closed_at = coalesce(closed_at, $2) WHERE member_id = $1)
            UPDATE data_requests SET state = 'taken-back', answered_at = $2 WHERE member_id = $1 AND state = 'open'
            """, connection);
        close.With(memberId, clock.GetUtcNow().UtcDateTime);
        await close.ExecuteNonQueryAsync(ct);
    }

    static async Task DoAsync(NpgsqlConnection connection, string sql, object value, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.With(value);
        await command.ExecuteNonQueryAsync(ct);
    }
}
