using Npgsql;
using Waystation.Data;

namespace Waystation.Enrolment;

/// <summary>Whether enough of a unit takes part: those of the list and those who joined in the same plan year before, of all who are in service.</summary>
static class RollUnit
{
    /// <summary>Where a plan wants a share of the unit, or all of a small one; what is lacking is a problem of the list as a whole.</summary>
    public static async Task RequireEnoughAsync(NpgsqlConnection connection, Guid roll, Guid unionId, PlanYear year, DateOnly today, CancellationToken ct)
    {
        var (people, before) = await CountAsync(connection, unionId, year, today, ct);
        await using var note = new NpgsqlCommand("UPDATE aid_rolls SET people = $2, joined_before = $3 WHERE id = $1", connection);
        await note.With(roll, people, before).ExecuteNonQueryAsync(ct);
        var small = year.Plan.AllJoinBelow is { } below && people < below;
        if ((small ? 100 : year.Plan.LeastUnitPercent) is not { } percent) return;

        await using var lacking = new NpgsqlCommand(
            """
            INSERT INTO aid_roll_problems (roll_id, row_number, code, message_parts)
            SELECT $1, 0, $5, ARRAY[($3 + listed)::text, $2::text, $4::text] FROM (SELECT count(*) AS listed FROM aid_roll_rows WHERE roll_id = $1) l
            WHERE 100 * ($3 + listed) < $4 * $2 AND NOT EXISTS (SELECT FROM aid_roll_problems WHERE roll_id = $1)
            """, connection);
        if (await lacking.With(roll, people, before, percent, small ? "not-all-of-a-small-unit" : "too-few-of-the-unit").ExecuteNonQueryAsync(ct) == 0) return;

        await using var forget = new NpgsqlCommand("DELETE FROM aid_roll_rows WHERE roll_id = $1", connection);
        await forget.With(roll).ExecuteNonQueryAsync(ct);
    }

    static async Task<(int People, int Before)> CountAsync(NpgsqlConnection connection, Guid unionId, PlanYear year, DateOnly today, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand(
            """
            SELECT count(*)::int, count(e.id)::int FROM members m LEFT JOIN aid_enrolments e ON e.person_id = m.document_index AND e.plan = $3 AND e.year_begins_on = $4 AND e.left_on IS NULL
            WHERE m.state = 'member' AND m.union_id IN (SELECT below_id FROM union_lines WHERE above_id = $1 AND during @> $2)
            """, connection) { CommandTimeout = 0 };
        await using var row = await ask.With(unionId, today, year.Rule.Id, year.BeginsOn).ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetInt32(0), row.GetInt32(1));
    }
}
