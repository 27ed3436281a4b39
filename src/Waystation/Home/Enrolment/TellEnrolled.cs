using System.Globalization;
using Npgsql;
using Waystation.Data;
using Waystation.Members;
using Waystation.Messages;
using Waystation.MutualAid;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Enrolment;

/// <summary>
/// Nobody takes part without knowing it: whoever was enrolled is told on the phone of their record, some at a time. Safe to repeat, on any
/// number of nodes. Where nothing can be sent, or no phone is known, their own page alone says it.
/// </summary>
public sealed class TellEnrolled(House house, Rules rules, SendMessage messages)
{
    const int AtATime = 200;

    /// <returns>How many were dealt with; zero when all have been.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var untold = await TakeAsync(connection, ct);
        if (messages.CanSend)
            foreach (var (secrets, text) in untold)
                if (Phone(secrets) is { } phone) await messages.QueueAsync(connection, new(MessageKind.Enrolled, phone, text), ct);
        await transaction.CommitAsync(ct);
        return untold.Count;
    }

    async Task<List<(byte[]? Secrets, string Text)>> TakeAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var take = new NpgsqlCommand(
            """
            WITH untold AS (SELECT id FROM aid_enrolments WHERE told_at IS NULL ORDER BY enrolled_at LIMIT $1 FOR UPDATE SKIP LOCKED),
                told AS (UPDATE aid_enrolments e SET told_at = $2 FROM untold WHERE e.id = untold.id RETURNING e.person_id, e.rule, e.begins_on, e.ends_on, e.shares, e.union_id, e.enrolled_by)
            SELECT m.secrets, t.rule, t.begins_on, t.ends_on, t.shares, u.name, t.enrolled_by IS NOT NULL FROM told t JOIN unions u ON u.id = t.union_id LEFT JOIN members m ON m.document_index = t.person_id AND m.erased_at IS NULL
            """, connection);
        await using var row = await take.With(AtATime, house.Clock.GetUtcNow().UtcDateTime).ExecuteReaderAsync(ct);
        List<(byte[]?, string)> untold = [];
        while (await row.ReadAsync(ct))
        {
            var plan = rules.Stamped<AidPlan>(row.GetString(1)).Title.Zh;
            // A phone has no language of its own: the service's first.
            var text = Words.Say(Words.Chinese, row.GetBoolean(6) ? "enrolment.told-by-unit" : "enrolment.told-alone", row.GetString(5), plan, Day(row, 2), Day(row, 3), row.GetInt16(4));
            untold.Add((row.IsDBNull(0) ? null : row.GetFieldValue<byte[]>(0), text));
        }

        return untold;
    }

    string? Phone(byte[]? secrets) => secrets is { Length: > 1 } ? MemberSecrets.Open(secrets, house.Vault).Phone is { Length: > 0 } phone ? phone : null : null;

    static string Day(NpgsqlDataReader row, int column) => row.GetFieldValue<DateOnly>(column).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
