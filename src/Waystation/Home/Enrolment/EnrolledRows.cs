using Npgsql;
using NpgsqlTypes;
using Waystation.Data;

namespace Waystation.Enrolment;

/// <summary>How a part is written, whoever joins: of rows <c>r</c> (person, shares, price), beside the part <c>before</c> that ended the day before.</summary>
static class EnrolledRows
{
    /// <summary>
    /// Who renews does not wait again; but a waiting time that has not run out yet runs on: who joined late last year gains nothing by the turn of the year.
    /// $1 plan, $2 rule, $3 union, $4 most shares, $5 the year's first day, $6 its months, $7 first day, $8 last day, $9 months paid for, $10 and $11 days of waiting, first and renewed, $12 bill, $13 by whom, $14 when.
    /// </summary>
    public const string Insert =
        """
        INSERT INTO aid_enrolments (id, person_id, plan, rule, union_id, shares, most_shares, price_fen, year_begins_on, year_months, months, premium_fen, begins_on, ends_on, paid_from, is_renewal, premium_id, enrolled_by, enrolled_at)
        SELECT gen_random_uuid(), r.person_id, $1, $2, $3, r.shares, $4::smallint, r.price_fen, $5, $6::smallint, $9::smallint, r.shares * ((2 * r.price_fen * $9 + $6) / (2 * $6)), $7, $8,
            CASE WHEN before.id IS NULL THEN $7 + $10::int ELSE greatest($7 + $11::int, before.paid_from) END, before.id IS NOT NULL, $12, $13, $14
        """;

    public static void Values(NpgsqlCommand command, PlanYear year, Guid unionId, DateOnly from, int months, Guid bill, Guid? by, DateTime now)
    {
        command.With(year.Rule.Id, year.Rule.Stamp, unionId, year.MostShares, year.BeginsOn, year.Plan.YearMonths, from, year.EndsOn, months, year.Plan.Waiting?.First ?? 0, year.Plan.Waiting?.Renewal ?? 0, bill);
        command.Parameters.Add(new() { Value = (object?)by ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.With(now);
    }
}
