using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.MutualAid;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>Payments of decided claims on their way: into a batch of their plan's fund by one officer, to the bank by another, back with the bank's answer. Every step moves the fund's ledger with it.</summary>
public sealed class ClaimBatches(ClaimAct acts, House house, ClaimSecrets secrets)
{
    const string Payments = "SELECT p.id, p.claim_id, p.plan, p.fen, c.person, c.member_id FROM claim_payments p JOIN claims c ON c.id = p.claim_id";

    readonly record struct Payment(Guid Id, Guid Claim, string Plan, Money Sum, Guid Person, Guid Member);

    /// <returns>The batch's number.</returns>
    public Task<int> PrepareAsync(Desk desk, string plan, CancellationToken ct) => acts.DoAsync(async connection =>
    {
        Rule.Require(desk.Post.Reach.Everything, Say.CentreDecides);
        var due = await ReadAsync(connection, $"{Payments} WHERE p.plan = $1 AND p.state = 'due' ORDER BY p.reference FOR UPDATE OF p SKIP LOCKED", ct, plan);
        Rule.Require(due.Count > 0, Say.NothingDue);
        await using var begin = new NpgsqlCommand("INSERT INTO claim_batches (plan, prepared_at, prepared_by) VALUES ($1, $2, $3) RETURNING number", connection);
        var number = (int)(await begin.With(plan, acts.Now, desk.Caller.AccountId).ExecuteScalarAsync(ct))!;
        await SetAsync(connection, "state = 'prepared', batch = $2", due, ct, number);
        await new LogLine(desk.Caller.Actor, Did.PreparedClaimBatch, acts.Now, Amount: due.Count).WriteAsync(connection, ct);
        return number;
    }, ct);

    /// <summary>Another officer lets it go; the database holds that it is another, and that it goes once.</summary>
    public Task<int> ReleaseAsync(Desk desk, int number, CancellationToken ct) => acts.DoAsync(async connection =>
    {
        Rule.Require(desk.Post.Reach.Everything, Say.CentreDecides);
        await using (var release = new NpgsqlCommand("UPDATE claim_batches SET released_at = $2, released_by = $3 WHERE number = $1 AND released_at IS NULL", connection))
            Rule.Require(await release.With(number, acts.Now, desk.Caller.AccountId).ExecuteNonQueryAsync(ct) == 1, Say.ReleasedAlready);
        var payments = await ReadAsync(connection, $"{Payments} WHERE p.batch = $1 AND p.state = 'prepared' ORDER BY p.reference FOR UPDATE OF p", ct, number);
        await SetAsync(connection, "state = 'released'", payments, ct);
        await EnterAsync(connection, payments, FundAccount.Payable, FundAccount.Bank, ct);
        await new LogLine(desk.Caller.Actor, Did.ReleasedPayments, acts.Now, Amount: payments.Count).WriteAsync(connection, ct);
        return payments.Count;
    }, ct);

    /// <summary>Paid, or returned with a reason. Safe to repeat: what is not with the bank in this batch is left alone.</summary>
    public Task<BankAnswered> AnswerAsync(Desk desk, int number, string path, CancellationToken ct) => acts.DoAsync(async connection =>
    {
        var rows = BankAnswer.Read(path);
        var (paid, returned) = (0, 0);
        foreach (var group in rows.GroupBy(r => r.Why))
        {
            var payments = await ReadAsync(connection, $"{Payments} WHERE p.batch = $1 AND p.state = 'released' AND p.reference = ANY ($2) ORDER BY p.reference FOR UPDATE OF p", ct, number, group.Select(r => r.Reference).ToArray());
            if (payments.Count == 0) continue;
            if (group.Key is { } why) returned += await ReturnAsync(connection, payments, why, ct);
            else paid += await PaidAsync(connection, payments, ct);
        }

        await new LogLine(desk.Caller.Actor, Did.RecordedBankAnswer, acts.Now, Amount: paid + returned).WriteAsync(connection, ct);
        return new BankAnswered(paid, returned, rows.Count - paid - returned);
    }, ct);

    async Task<int> PaidAsync(NpgsqlConnection connection, List<Payment> payments, CancellationToken ct)
    {
        await SetAsync(connection, "state = 'paid'", payments, ct);
        foreach (var claim in payments.Select(p => p.Claim).Distinct())
        {
            await using var done = new NpgsqlCommand(
                "UPDATE claims SET state = 'paid', state_since = $2 WHERE id = $1 AND state = 'payable' AND NOT EXISTS (SELECT FROM claim_payments WHERE claim_id = $1 AND state <> 'paid')", connection);
            if (await done.With(claim, acts.Now).ExecuteNonQueryAsync(ct) == 1) await ClaimAct.StepAsync(connection, claim, "paid", acts.Now, null, ct);
        }

        return payments.Count;
    }

    async Task<int> ReturnAsync(NpgsqlConnection connection, List<Payment> payments, string why, CancellationToken ct)
    {
        await SetAsync(connection, "state = 'failed', batch = NULL, returned_why = $2", payments, ct, why);
        await EnterAsync(connection, payments, FundAccount.Bank, FundAccount.Suspense, ct);
        foreach (var claim in payments.Select(p => p.Claim).Distinct()) await ClaimAct.StepAsync(connection, claim, "bank-returned", acts.Now, null, ct);
        return payments.Count;
    }

    /// <summary>A payee's new account: what waited for it is due again and not reckoned again.</summary>
    public Task MendAsync(Actor by, Guid payment, string typed, CancellationToken ct) => acts.DoAsync(async connection =>
    {
        var account = ClaimForm.AccountOf(typed, "");
        var waiting = await ReadAsync(connection, $"{Payments} WHERE p.id = $1 AND p.state = 'failed' FOR UPDATE OF p", ct, payment);
        Rule.Require(waiting.Count == 1, Say.NothingWaits);
        await ReplaceAsync(connection, waiting[0], account, ct);
        await SetAsync(connection, "state = 'due', returned_why = NULL", waiting, ct);
        await EnterAsync(connection, waiting, FundAccount.Suspense, FundAccount.Payable, ct);
        await new LogLine(by, Did.MendedCard, acts.Now, waiting[0].Member, Amount: 1).WriteAsync(connection, ct);
        return true;
    }, ct);

    async Task ReplaceAsync(NpgsqlConnection connection, Payment payment, string account, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand("SELECT y.place, y.sealed FROM claim_payees y JOIN claim_payments p ON (p.claim_id, p.place) = (y.claim_id, y.place) WHERE p.id = $1", connection);
        int place;
        byte[] stored;
        await using (var row = await find.With(payment.Id).ExecuteReaderAsync(ct))
        {
            await row.ReadAsync(ct);
            (place, stored) = (row.GetInt32(0), row.GetFieldValue<byte[]>(1));
        }

        var payee = await secrets.OpenAsync<Payee>(connection, payment.Member, stored, ct) with { Account = account };
        await using var write = new NpgsqlCommand("UPDATE claim_payees SET sealed = $3 WHERE claim_id = $1 AND place = $2", connection);
        await write.With(payment.Claim, place, await secrets.SealAsync(connection, payment.Member, payee, ct)).ExecuteNonQueryAsync(ct);
    }

    public async Task WriteFileAsync(Desk desk, int number, BankFormat format, Stream to, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        List<(long Reference, byte[] Sealed, long Fen, Guid Member)> rows = [];
        await using (var ask = new NpgsqlCommand(
            """
            SELECT p.reference, y.sealed, p.fen, c.member_id FROM claim_payments p JOIN claim_payees y ON (y.claim_id, y.place) = (p.claim_id, p.place) JOIN claims c ON c.id = p.claim_id
            JOIN claim_batches b ON b.number = p.batch WHERE p.batch = $1 AND b.released_at IS NOT NULL ORDER BY p.reference
            """, connection))
        {
            await using var row = await ask.With(number).ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct)) rows.Add((row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2), row.GetGuid(3)));
        }

        Rule.Require(rows.Count > 0, Say.NoSuchBatch);
        List<BankRow> told = [];
        foreach (var (reference, stored, fen, member) in rows)
        {
            var payee = await secrets.OpenAsync<Payee>(connection, member, stored, ct);
            told.Add(new(reference, payee.Account, payee.Name, new(fen)));
        }

        await BankFile.WriteAsync(told, $"CLAIM-{number}", format, house.Clock.GetUtcNow(), to);
        await new LogLine(desk.Caller.Actor, Did.TookBankFile, house.Clock.GetUtcNow(), Amount: told.Count).WriteAsync(connection, ct);
    }

    async Task EnterAsync(NpgsqlConnection connection, List<Payment> payments, FundAccount debit, FundAccount credit, CancellationToken ct)
    {
        foreach (var one in payments) await PlanFund.EnterAsync(connection, new(one.Plan, debit, credit, one.Sum, FundSource.Claim, one.Id, one.Person), acts.Now, ct);
    }

    static async Task SetAsync(NpgsqlConnection connection, string set, List<Payment> payments, CancellationToken ct, params object[] values)
    {
        var sql = $"UPDATE claim_payments SET {set} WHERE id = ANY ($1)";
        await using var command = new NpgsqlCommand(sql, connection);
        await command.With(payments.Select(p => p.Id).ToArray()).With(values).ExecuteNonQueryAsync(ct);
    }

    static async Task<List<Payment>> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var ask = new NpgsqlCommand(sql, connection);
        await using var row = await ask.With(values).ExecuteReaderAsync(ct);
        List<Payment> payments = [];
        while (await row.ReadAsync(ct)) payments.Add(new(row.GetGuid(0), row.GetGuid(1), row.GetString(2), new(row.GetInt64(3)), row.GetGuid(4), row.GetGuid(5)));
        return payments;
    }
}
