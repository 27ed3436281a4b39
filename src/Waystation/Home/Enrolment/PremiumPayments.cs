using System.Text.RegularExpressions;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.MutualAid;
using Waystation.Rulebook;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Enrolment;

/// <summary>A bill as money comes in for it.</summary>
sealed record OpenBill(Guid Id, string Plan, DateOnly YearBeginsOn, Guid UnionId, Guid? Person, Guid? Member, int? Months, Money Owed, Money Confirmed, Money Entered);

/// <summary>One officer enters what came in for a bill, another confirms it: only then it is money of the plan. Who takes part alone begins on the day after.</summary>
public sealed partial class PremiumPayments(House house, Rules rules)
{
    public async Task EnterAsync(Desk desk, string? number, decimal? yuan, DateOnly? received, string? bank, CancellationToken ct)
    {
        var reference = Plain.Compact(bank ?? "").ToUpperInvariant();
        Rule.Require(BankReference().IsMatch(reference), Say.NoBankReference);
        Rule.Require(yuan is > 0 and <= 100_000_000 && decimal.Round(yuan.Value, 2) == yuan, Say.NotAnAmount);
        Rule.Require(received is { } day && day <= desk.Today && day > desk.Today.AddYears(-2), Say.NotReceivedYet);
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var bill = await HoldAsync(connection, "number = $1", PremiumNumber.Read(number), ct) ?? throw new Refusal(Say.NoSuchNumber);
        var sum = Money.Yuan(yuan!.Value);
        Rule.Require(sum <= bill.Owed - bill.Confirmed - bill.Entered, Say.MoreThanOwed((bill.Owed - bill.Confirmed - bill.Entered).Shown));
        Rule.Require(bill.Person is null || sum == bill.Owed, Say.PaidInOne(bill.Owed.Shown));
        await WriteAsync(connection, bill.Id, sum, received!.Value, reference, desk, ct);
        await new LogLine(desk.Caller.Actor, Did.EnteredPremium, house.Clock.GetUtcNow(), bill.Id, sum.Fen).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }

    public async Task ConfirmAsync(Desk desk, Guid payment, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var (premium, sum) = await OpenAsync(connection, payment, desk, mustBeAnother: true, ct);
        var bill = (await HoldAsync(connection, "id = $1", premium, ct))!;
        await using (var confirm = new NpgsqlCommand("UPDATE aid_premium_payments SET confirmed_by = $2, confirmed_at = $3 WHERE id = $1", connection))
            await confirm.With(payment, desk.Caller.AccountId, desk.Now).ExecuteNonQueryAsync(ct);
        if (bill.Person is not null) await BeginAloneAsync(connection, bill, desk, ct);
        await PlanFund.EnterAsync(connection, new(bill.Plan, FundAccount.Bank, FundAccount.Receivable, sum, FundSource.Premium, bill.Id, bill.Person), desk.Now, ct);
        await new LogLine(desk.Caller.Actor, Did.ConfirmedPremium, house.Clock.GetUtcNow(), bill.Member ?? bill.Id, sum.Fen).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>It was entered wrongly: it stays to be seen, and counts for nothing.</summary>
    public async Task RefuseAsync(Desk desk, Guid payment, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var (premium, sum) = await OpenAsync(connection, payment, desk, mustBeAnother: false, ct);
        await using (var refuse = new NpgsqlCommand("UPDATE aid_premium_payments SET refused_at = $2 WHERE id = $1", connection)) await refuse.With(payment, desk.Now).ExecuteNonQueryAsync(ct);
        await new LogLine(desk.Caller.Actor, Did.RefusedPremium, house.Clock.GetUtcNow(), premium, sum.Fen).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }

    static async Task<(Guid Premium, Money Sum)> OpenAsync(NpgsqlConnection connection, Guid payment, Desk desk, bool mustBeAnother, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand("SELECT premium_id, fen, entered_by FROM aid_premium_payments WHERE id = $1 AND confirmed_at IS NULL AND refused_at IS NULL FOR UPDATE", connection);
        await using var row = await find.With(payment).ExecuteReaderAsync(ct);
        Rule.Require(await row.ReadAsync(ct), Say.NoSuchPayment);
        Rule.Require(!mustBeAnother || row.GetGuid(2) != desk.Caller.AccountId, Say.AnotherOfficerConfirms);
        return (row.GetGuid(0), new(row.GetInt64(1)));
    }

    static async Task<OpenBill?> HoldAsync(NpgsqlConnection connection, string which, object value, CancellationToken ct)
    {
        await using (var hold = new NpgsqlCommand("SELECT 1 FROM aid_premiums WHERE " + which + " FOR UPDATE", connection)) await hold.With(value).ExecuteNonQueryAsync(ct);
        await using var find = new NpgsqlCommand(
            """
            SELECT p.id, plan, year_begins_on, union_id, person_id, member_id, months, p.fen, coalesce(sum(m.fen) FILTER (WHERE m.confirmed_at IS NOT NULL), 0)::bigint,
                coalesce(sum(m.fen) FILTER (WHERE m.confirmed_at IS NULL AND m.refused_at IS NULL), 0)::bigint
            FROM aid_premiums p LEFT JOIN aid_premium_payments m ON m.premium_id = p.id WHERE p.withdrawn_at IS NULL AND p.
            """ + which + " GROUP BY p.id", connection);
        await using var row = await find.With(value).ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? new(row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.GetGuid(3), row.IsDBNull(4) ? null : row.GetGuid(4), row.IsDBNull(5) ? null : row.GetGuid(5), row.IsDBNull(6) ? null : row.GetInt16(6),
                new(row.GetInt64(7)), new(row.GetInt64(8)), new(row.GetInt64(9)))
            : null;
    }

    static async Task WriteAsync(NpgsqlConnection connection, Guid bill, Money sum, DateOnly received, string reference, Desk desk, CancellationToken ct)
    {
        await using var write = new NpgsqlCommand(
            "INSERT INTO aid_premium_payments (id, premium_id, fen, received_on, bank_reference, entered_by, entered_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING", connection);
        var written = await write.With(Guid.CreateVersion7(), bill, sum.Fen, received, reference, desk.Caller.AccountId, desk.Now).ExecuteNonQueryAsync(ct);
        Rule.Require(written == 1, Say.EnteredAlready);
    }

    async Task BeginAloneAsync(NpgsqlConnection connection, OpenBill bill, Desk desk, CancellationToken ct)
    {
        var year = PlanYear.Of(rules, bill.Plan, bill.YearBeginsOn);
        var from = year.From(desk.Today);
        Rule.Require(from <= year.EndsOn, Say.YearIsOver);
        await using var enrol = new NpgsqlCommand(EnrolledRows.Insert +
            """
             FROM aid_premiums r LEFT JOIN aid_enrolments before ON before.person_id = r.person_id AND before.plan = $1 AND before.ends_on = $7 - 1 AND before.left_on IS NULL
            WHERE r.id = $12
            """, connection);
        EnrolledRows.Values(enrol, year, bill.UnionId, from, bill.Months!.Value, bill.Id, by: null, desk.Now);
        try
        {
            await enrol.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException twice) when (twice.SqlState == PostgresErrorCodes.ExclusionViolation)
        {
            throw new Refusal(Say.MeanwhileEnrolled, twice);
        }

        await PlanFund.EnterAsync(connection, new(bill.Plan, FundAccount.Receivable, FundAccount.Premiums, bill.Owed, FundSource.Premium, bill.Id, bill.Person), desk.Now, ct);
    }

    [GeneratedRegex("^[0-9A-Z-]{4,40}\\z")]
    private static partial Regex BankReference();
}
