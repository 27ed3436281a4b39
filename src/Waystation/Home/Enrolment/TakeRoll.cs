using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.MutualAid;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Enrolment;

/// <summary>
/// The unit confirms its list: all of its people take part, and the bill for it is written, or nobody and none. Who is enrolled by two lists
/// at once is in one of them only: the database does not let anybody take part twice.
/// </summary>
public sealed class TakeRoll(House house, Rules rules)
{
    sealed record Held(Guid UnionId, string Plan, DateOnly YearBeginsOn, DateOnly BeginsOn, int Rows, long Fen);

    /// <returns>The bill.</returns>
    public async Task<Guid> RunAsync(Desk desk, Guid roll, CancellationToken ct) => await RunAsync(desk.Caller.Actor, roll, ct);

    internal async Task<Guid> RunAsync(Actor by, Guid roll, CancellationToken ct)
    {
        try
        {
            return await TakeAsync(by, roll, ct);
        }
        catch (PostgresException twice) when (twice.SqlState is PostgresErrorCodes.ExclusionViolation or PostgresErrorCodes.DeadlockDetected)
        {
            throw new Refusal(Say.MeanwhileEnrolled, twice);
        }
    }

    async Task<Guid> TakeAsync(Actor by, Guid roll, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var held = await HoldAsync(connection, roll, ct);
        var (year, now) = (PlanYear.Of(rules, held.Plan, held.YearBeginsOn), house.Clock.GetUtcNow());
        // What it comes to hangs on the day: a list that was read yesterday is read again.
        Rule.Require(year.From(City.DayOf(now)) == held.BeginsOn, Say.DayHasPassed(held.BeginsOn));
        var bill = await BillAsync(connection, roll, held, year, by, now.UtcDateTime, ct);
        Rule.Require(await EnrolAsync(connection, roll, held, year, bill, by, now.UtcDateTime, ct) == held.Rows, Say.PeopleChanged);
        await PlanFund.EnterAsync(connection, new(held.Plan, FundAccount.Receivable, FundAccount.Premiums, new(held.Fen), FundSource.Premium, bill), now.UtcDateTime, ct);
        await new LogLine(by, Did.TookEnrolmentRoll, now, bill, held.Rows).WriteAboutAsync(connection, await PeopleAsync(connection, roll, ct), ct);
        await CloseAsync(connection, roll, now.UtcDateTime, ct);
        await transaction.CommitAsync(ct);
        return bill;
    }

    static async Task<Held> HoldAsync(NpgsqlConnection connection, Guid roll, CancellationToken ct)
    {
        await using var hold = new NpgsqlCommand("SELECT state, union_id, plan, year_begins_on, begins_on, rows, premium_fen FROM aid_rolls WHERE id = $1 FOR UPDATE", connection);
        await using var row = await hold.With(roll).ExecuteReaderAsync(ct);
        Rule.Require(await row.ReadAsync(ct) && row.GetString(0) is "ready" or "taken", Say.NotReady);
        Rule.Require(row.GetString(0) == "ready", Say.TakenAlready);
        return new(row.GetGuid(1), row.GetString(2), row.GetFieldValue<DateOnly>(3), row.GetFieldValue<DateOnly>(4), row.GetInt32(5), row.GetInt64(6));
    }

    static async Task<Guid> BillAsync(NpgsqlConnection connection, Guid roll, Held held, PlanYear year, Actor by, DateTime now, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        await using var bill = new NpgsqlCommand(
            "INSERT INTO aid_premiums (id, plan, rule, year_begins_on, union_id, roll_id, people, fen, billed_at, billed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", connection);
        await bill.With(id, held.Plan, year.Rule.Stamp, held.YearBeginsOn, held.UnionId, roll, held.Rows, held.Fen, now, by.AccountId).ExecuteNonQueryAsync(ct);
        return id;
    }

    /// <summary>In the order of people, so that two lists meet in the same one and not crosswise.</summary>
    static async Task<int> EnrolAsync(NpgsqlConnection connection, Guid roll, Held held, PlanYear year, Guid bill, Actor by, DateTime now, CancellationToken ct)
    {
        await using var enrol = new NpgsqlCommand(EnrolledRows.Insert +
            """
             FROM aid_roll_rows r JOIN members m ON m.id = r.member_id AND m.document_index = r.person_id AND m.state IN ('member', 'retained')
            LEFT JOIN aid_enrolments before ON before.person_id = r.person_id AND before.plan = $1 AND before.ends_on = $7 - 1 AND before.left_on IS NULL
            WHERE r.roll_id = $15 ORDER BY r.person_id
            """, connection) { CommandTimeout = 0 };
        EnrolledRows.Values(enrol, year, held.UnionId, held.BeginsOn, year.Months(held.BeginsOn), bill, by.AccountId, now);
        return await enrol.With(roll).ExecuteNonQueryAsync(ct);
    }

    static async Task<List<Guid>> PeopleAsync(NpgsqlConnection connection, Guid roll, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT member_id FROM aid_roll_rows WHERE roll_id = $1", connection);
        await using var row = await ask.With(roll).ExecuteReaderAsync(ct);
        List<Guid> people = [];
        while (await row.ReadAsync(ct)) people.Add(row.GetGuid(0));
        return people;
    }

    static async Task CloseAsync(NpgsqlConnection connection, Guid roll, DateTime now, CancellationToken ct)
    {
        await using var close = new NpgsqlCommand("WITH gone AS (DELETE FROM aid_roll_rows WHERE roll_id = $1) UPDATE aid_rolls SET state = 'taken', taken_at = $2 WHERE id = $1", connection);
        await close.With(roll, now).ExecuteNonQueryAsync(ct);
    }
}
