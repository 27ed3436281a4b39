using Npgsql;
using Waystation.Data;

namespace Waystation.Joining;

/// <summary>
/// Ends the keeping of applications: the persons' keys are destroyed, and with them all that they sealed. That there was an
/// application, when, and for which reason it was refused, stays for the count. Safe to repeat, and on any number of nodes.
/// </summary>
public static class ForgetApplications
{
    const string Over =
        """
        FROM applications a WHERE forgotten_at IS NULL AND state IN ('refused', 'withdrawn') AND coalesce(decided_at, submitted_at) < $1
            AND NOT EXISTS (SELECT FROM transfers t WHERE t.application_id = a.id AND t.due_on IS NOT NULL)
        """;

    /// <summary>How many that came to nothing are older than $1.</summary>
    public const string Count = $"SELECT count(*) {Over}";

    const string Forget =
        """
        gone AS (DELETE FROM person_keys WHERE person_id IN (SELECT person_id FROM over))
        UPDATE applications SET state = CASE WHEN due_on IS NULL THEN state ELSE 'withdrawn' END, due_on = NULL,
            details = NULL, signature = NULL, document = NULL, follow = NULL, forgotten_at = now() WHERE id IN (SELECT id FROM over)
        """;

    const string Next = $"WITH over AS (SELECT id, person_id {Over} ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED), {Forget}";

    const string OfOne =
        $"""
        WITH over AS (SELECT id, person_id FROM applications
            WHERE forgotten_at IS NULL AND (member_id = $1 OR account_id IN (SELECT id FROM accounts WHERE member_id = $1)) FOR UPDATE), {Forget}
        """;

    /// <summary>In the caller's transaction: the next ones that were refused or withdrawn before that instant.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> NextAsync(NpgsqlConnection connection, DateTime before, int atMost, CancellationToken ct)
    {
        await using var forget = new NpgsqlCommand(Next, connection).With(before, atMost);
        return await forget.ExecuteNonQueryAsync(ct);
    }

    /// <summary>In the caller's transaction: all that one person said of themselves when they applied, before their account is taken from their record.</summary>
    public static async Task OfMemberAsync(NpgsqlConnection connection, Guid memberId, CancellationToken ct)
    {
        await using var forget = new NpgsqlCommand(OfOne, connection).With(memberId);
        await forget.ExecuteNonQueryAsync(ct);
    }
}
