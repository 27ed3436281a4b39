using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Enrolment;

/// <summary>A bill of somebody who takes part alone and has not paid yet.</summary>
public sealed record OwnBill(Guid Id, string Number, string Plan, DateOnly YearBeginsOn, int Shares, Money Sum, bool IsEntered);

/// <summary>A member of a union that was opened for it takes part alone: they get a number to pay by, and their part begins when the payment is confirmed.</summary>
public sealed class EnrolAlone(MyFile file, House house, Rules rules)
{
    /// <summary>Whether the union of whoever asks was opened for taking part alone.</summary>
    public async Task<bool> MayAsync(CancellationToken ct)
    {
        if (await file.OwnRecordAsync<Member>(ct) is not { State: MemberState.Member } member) return false;
        await using var ask = house.Database.Source.CreateCommand("SELECT EXISTS (SELECT FROM aid_open_unions o JOIN union_lines l ON l.above_id = o.union_id AND l.below_id = $1 AND l.during @> $2)");
        return await ask.With(member.UnionId, file.Today).ExecuteScalarAsync(ct) is true;
    }

    public async Task AskAsync(string? plan, DateOnly yearBegins, int shares, Money price, CancellationToken ct)
    {
        var member = await file.OwnRecordAsync<Member>(ct) ?? throw new Refusal(Say.NoRecord);
        Rule.Require(!file.IsMasked && await MayAsync(ct), Say.NotAlone);
        Rule.Require(!string.IsNullOrEmpty(plan), Say.NoPlanChosen);
        var year = PlanYear.Of(rules, plan!, yearBegins);
        var from = year.From(file.Today);
        Rule.Require(from <= year.EndsOn, Say.YearIsOver);
        Rule.Require(shares >= 1 && shares <= year.MostShares, Say.WrongShares(year.MostShares));
        Rule.Require(year.Prices.Contains(price), Say.WrongTier);
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var missing = await CheckRoll.MissingAsync(connection, member.DocumentIndex, year, from, ct);
        Rule.Require(missing.Count == 0, Say.NotEligible(string.Join(Words.Say("enrolment.and"), missing.Select(code => Words.Say($"enrolment.wrong-{code}")))));
        Rule.Require(!await TakesPartAsync(connection, member.DocumentIndex, year, from, ct), Say.TakesPartAlready);
        await WriteAsync(connection, member, year, from, shares, price, ct);
        await new LogLine(file.Caller.Actor, Did.AskedToEnrol, house.Clock.GetUtcNow(), member.Id).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Those that nothing was paid for yet.</summary>
    public async Task<IReadOnlyList<OwnBill>> OpenAsync(CancellationToken ct)
    {
        if (await file.OwnRecordAsync<Member>(ct) is not { } member) return [];
        await using var ask = house.Database.Source.CreateCommand(
            """
            SELECT p.id, p.number, p.rule, p.year_begins_on, p.shares, p.fen, EXISTS (SELECT FROM aid_premium_payments m WHERE m.premium_id = p.id AND m.refused_at IS NULL) FROM aid_premiums p
            WHERE p.person_id = $1 AND p.withdrawn_at IS NULL AND NOT EXISTS (SELECT FROM aid_enrolments e WHERE e.premium_id = p.id) ORDER BY p.billed_at
            """);
        await using var row = await ask.With(member.DocumentIndex).ExecuteReaderAsync(ct);
        List<OwnBill> open = [];
        while (await row.ReadAsync(ct))
            open.Add(new(row.GetGuid(0), PremiumNumber.Of(row.GetInt64(1)), rules.Stamped<MutualAid.AidPlan>(row.GetString(2)).Title.In(Words.IsEnglish), row.GetFieldValue<DateOnly>(3), row.GetInt16(4), new(row.GetInt64(5)), row.GetBoolean(6)));
        return open;
    }

    /// <summary>As long as nothing was entered for it.</summary>
    public async Task WithdrawAsync(Guid bill, CancellationToken ct)
    {
        var member = await file.OwnRecordAsync<Member>(ct) ?? throw new Refusal(Say.NoRecord);
        await using var withdraw = house.Database.Source.CreateCommand(
            "UPDATE aid_premiums SET withdrawn_at = $3 WHERE id = $1 AND person_id = $2 AND withdrawn_at IS NULL AND NOT EXISTS (SELECT FROM aid_premium_payments m WHERE m.premium_id = $1 AND m.refused_at IS NULL)");
        Rule.Require(await withdraw.With(bill, member.DocumentIndex, file.Now).ExecuteNonQueryAsync(ct) == 1, Say.NotYours);
    }

    static async Task<bool> TakesPartAsync(NpgsqlConnection connection, Guid person, PlanYear year, DateOnly from, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT EXISTS (SELECT FROM aid_enrolments WHERE person_id = $1 AND plan = $2 AND daterange(begins_on, coalesce(left_on, ends_on + 1)) && daterange($3, $4 + 1))", connection);
        return await ask.With(person, year.Rule.Id, from, year.EndsOn).ExecuteScalarAsync(ct) is true;
    }

    async Task WriteAsync(NpgsqlConnection connection, Member member, PlanYear year, DateOnly from, int shares, Money price, CancellationToken ct)
    {
        var months = year.Months(from);
        await using var write = new NpgsqlCommand(
            """
            INSERT INTO aid_premiums (id, plan, rule, year_begins_on, union_id, person_id, member_id, shares, price_fen, months, people, fen, billed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $12) ON CONFLICT DO NOTHING
            """, connection);
        var written = await write.With(Guid.CreateVersion7(), year.Rule.Id, year.Rule.Stamp, year.BeginsOn, member.UnionId, member.DocumentIndex, member.Id, shares, price.Fen, months, shares * year.Premium(price, months).Fen, file.Now).ExecuteNonQueryAsync(ct);
        Rule.Require(written == 1, Say.AskedAlready);
    }
}
