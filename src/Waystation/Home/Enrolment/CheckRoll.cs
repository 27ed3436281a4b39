using Npgsql;
using Waystation.Data;
using Waystation.MutualAid;

namespace Waystation.Enrolment;

/// <summary>
/// Holds the rows of a list (<c>fresh_roll</c>) against the members of the unit, the plan's conditions and who takes part already, all at once.
/// Age and sex are looked at here alone: a row is told which condition it does not meet, never what stands in the record.
/// </summary>
sealed class CheckRoll(NpgsqlConnection connection, Guid roll, Guid unionId, PlanYear year, DateOnly from, DateOnly today)
{
    /// <summary>By condition: its code, and what holds for <c>f</c>, a row with what is known of the person; $2 is the first day.</summary>
    static readonly Dictionary<Eligible, (string Code, string Holds)> conditions = new()
    {
        [Eligible.InService] = ("not-in-service", "coalesce(f.facts & 1 = 1, f.state = 'member')"),
        [Eligible.UnitRemits] = ("unit-does-not-remit", "f.facts & 2 = 2"),
        [Eligible.MedicalInsurance] = ("no-medical-insurance", "f.facts & 4 = 4"),
        [Eligible.HoldsCard] = ("no-card", "f.facts & 8 = 8"),
        [Eligible.Woman] = ("not-for-this-person", "f.sex = 'female'"),
        [Eligible.WomanBelow55ManBelow60] = ("age", "f.born_on > $2 - CASE f.sex WHEN 'female' THEN interval '55 years' WHEN 'male' THEN interval '60 years' END"),
        [Eligible.From16To60] = ("age", "f.born_on <= $2 - interval '16 years' AND f.born_on > $2 - interval '61 years'"),
    };

    /// <summary>Writes what is wrong to <c>aid_roll_problems</c>.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await GatherAsync(connection, unionId, today, ct);
        await TellAsync("证件号码", "twice", "f.n > 1", ct);
        await TellAsync("证件号码", "not-on-the-roll", "f.member_id IS NULL", ct);
        await TellAsync("姓名", "another-name", "f.known_name <> f.name", ct);
        foreach (var asked in year.Plan.Eligible)
            if (conditions.TryGetValue(asked, out var condition)) await TellAsync("证件号码", condition.Code, $"f.member_id IS NOT NULL AND ({condition.Holds}) IS NOT TRUE", ct);
        await TellAsync("证件号码", "takes-part-already",
            "EXISTS (SELECT FROM aid_enrolments e WHERE e.person_id = f.person_id AND e.plan = $3 AND daterange(e.begins_on, coalesce(e.left_on, e.ends_on + 1)) && daterange($2, $4 + 1))", ct);
    }

    /// <summary>What the plan asks of one person whose record stands in the branch; the codes of what does not hold.</summary>
    public static async Task<IReadOnlyList<string>> MissingAsync(NpgsqlConnection connection, Guid person, PlanYear year, DateOnly from, CancellationToken ct)
    {
        var asked = year.Plan.Eligible.Where(conditions.ContainsKey).Select(e => conditions[e]).ToList();
        if (asked.Count == 0) return [];

        await using var ask = new NpgsqlCommand(
            "SELECT " + string.Join(", ", asked.Select(a => "(" + a.Holds + ") IS TRUE")) + " FROM (SELECT m.state, m.sex, m.born_on, p.facts FROM members m LEFT JOIN insured_people p ON p.id = m.document_index WHERE m.document_index = $1) f WHERE $2::date IS NOT NULL", connection);
        await using var row = await ask.With(person, from).ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return [.. asked.Where((_, place) => !row.GetBoolean(place)).Select(a => a.Code).Distinct()];
    }

    /// <summary>Each row beside the record of its person, where that stands in the branch today.</summary>
    static async Task GatherAsync(NpgsqlConnection connection, Guid unionId, DateOnly today, CancellationToken ct)
    {
        await using (var make = new NpgsqlCommand(
            """
            ANALYZE fresh_roll;
            CREATE TEMP TABLE known_roll (row_number int, person_id uuid, name text, shares smallint, price_fen bigint, n bigint, member_id uuid, known_name text, state text, sex text, born_on date, facts smallint) ON COMMIT DROP
            """, connection)) await make.ExecuteNonQueryAsync(ct);
        await using var gather = new NpgsqlCommand(
            """
            INSERT INTO known_roll
            SELECT r.row_number, r.person_id, r.name, r.shares, r.price_fen, row_number() OVER (PARTITION BY r.person_id ORDER BY r.row_number), m.id, m.name, m.state, m.sex, m.born_on, p.facts
            FROM fresh_roll r LEFT JOIN members m ON m.document_index = r.person_id AND m.state IN ('member', 'retained')
                AND EXISTS (SELECT FROM union_lines l WHERE l.above_id = $1 AND l.below_id = m.union_id AND l.during @> $2)
            LEFT JOIN insured_people p ON p.id = r.person_id
            """, connection) { CommandTimeout = 0 };
        await gather.With(unionId, today).ExecuteNonQueryAsync(ct);
    }

    async Task TellAsync(string column, string code, string which, CancellationToken ct)
    {
        await using var tell = new NpgsqlCommand(
            "INSERT INTO aid_roll_problems (roll_id, row_number, column_name, code, message_parts) SELECT $1, f.row_number, $5, $6, '{}' FROM known_roll f WHERE $2::date IS NOT NULL AND $3::text IS NOT NULL AND $4::date IS NOT NULL AND (" + which + ")", connection) { CommandTimeout = 0 };
        await tell.With(roll, from, year.Rule.Id, year.EndsOn, column, code).ExecuteNonQueryAsync(ct);
    }
}
