using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.MutualAid;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Enrolment;

/// <summary>One part of whoever asks.</summary>
/// <param name="By">Who enrolled them; null where they did it themselves.</param>
public sealed record OwnPart(Participation Part, string Plan, string Union, string? By, DateTime EnrolledAt, DateOnly? LeftOn, Money Premium, bool IsUnverified);

/// <summary>What somebody takes part in, who brought them there, and their way out.</summary>
public sealed class MyEnrolments(MyFile file, House house, Rules rules)
{
    /// <summary>The newest first; none without a bound record, and while the phone is new to it.</summary>
    public async Task<IReadOnlyList<OwnPart>> ReadAsync(CancellationToken ct)
    {
        if (file.IsMasked || await file.OwnRecordAsync<Member>(ct) is not { } member) return [];

        await using var ask = house.Database.Source.CreateCommand(
            """
            SELECT e.id, e.plan, e.rule, e.union_id, e.shares, e.price_fen, e.year_begins_on, e.begins_on, coalesce(e.left_on - 1, e.ends_on), e.paid_from, e.is_renewal, u.name, a.name, e.enrolled_at, e.left_on, e.premium_fen
            FROM aid_enrolments e JOIN unions u ON u.id = e.union_id LEFT JOIN accounts a ON a.id = e.enrolled_by WHERE e.person_id = $1 ORDER BY e.begins_on DESC, e.plan
            """);
        await using var row = await ask.With(member.DocumentIndex).ExecuteReaderAsync(ct);
        List<OwnPart> own = [];
        while (await row.ReadAsync(ct)) own.Add(Read(row, member.DocumentIndex));
        return own;
    }

    OwnPart Read(NpgsqlDataReader row, Guid person)
    {
        var rule = rules.Stamped<AidPlan>(row.GetString(2));
        var part = new Participation(row.GetGuid(0), person, row.GetString(1), row.GetString(2), row.GetGuid(3), row.GetInt16(4), new(row.GetInt64(5)), row.GetFieldValue<DateOnly>(6),
            row.GetFieldValue<DateOnly>(7), row.GetFieldValue<DateOnly>(8), row.GetFieldValue<DateOnly>(9), row.GetBoolean(10));
        return new(part, rule.Title.In(Words.IsEnglish), row.GetString(11), row.IsDBNull(12) ? null : row.GetString(12), row.GetDateTime(13), row.IsDBNull(14) ? null : row.GetFieldValue<DateOnly>(14), new(row.GetInt64(15)), rule.Value.IsUnverified);
    }

    /// <summary>From tomorrow on; before the first day, as if it had never begun. Nothing is paid back.</summary>
    public async Task LeaveAsync(Guid id, bool knows, CancellationToken ct)
    {
        Rule.Require(knows, Say.SayYouKnow);
        var member = await file.OwnRecordAsync<Member>(ct) ?? throw new Refusal(Say.NoRecord);
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var last = new NpgsqlCommand("SELECT ends_on FROM aid_enrolments WHERE id = $1 AND person_id = $2 AND left_on IS NULL FOR UPDATE", connection))
        {
            var ends = await last.With(id, member.DocumentIndex).ExecuteScalarAsync(ct) as DateOnly?;
            Rule.Require(ends is not null, Say.NotYours);
            Rule.Require(file.Today < ends, Say.LastDay);
        }

        await using var leave = new NpgsqlCommand("UPDATE aid_enrolments SET left_on = greatest(begins_on, $2), left_at = $3 WHERE id = $1", connection);
        await leave.With(id, file.Today.AddDays(1), file.Now).ExecuteNonQueryAsync(ct);
        await new LogLine(file.Caller.Actor, Did.LeftPlan, house.Clock.GetUtcNow(), member.Id).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }
}
