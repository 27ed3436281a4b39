using Npgsql;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.MutualAid;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>A final decision becomes payments, one for each payee, and entries in the plan's fund: in the transaction that decides.</summary>
public sealed class PayClaim(ClaimablePlans plans, WorkingCalendar calendar)
{
    const int UsualWorkingDays = 10;

    /// <returns>Where the claim stands now.</returns>
    public async Task<ClaimState> FinishAsync(ClaimAct.Held held, int round, Money sum, Money paidBefore, CancellationToken ct)
    {
        if (sum == Money.Zero) return paidBefore > Money.Zero ? ClaimState.Paid : ClaimState.Returned;

        var today = City.DayOf(held.Now);
        var due = plans.Stamped(held.Claim.Rule).Value.DueOn(ClaimClocks.Pay, today, calendar) ?? calendar.AddWorkingDays(today, UsualWorkingDays);
        foreach (var (place, part) in Parts(sum, await SharesAsync(held, ct)).Index())
        {
            if (part == Money.Zero) continue;
            var id = Guid.CreateVersion7(held.Now);
            await using var put = new NpgsqlCommand("INSERT INTO claim_payments (id, claim_id, round, place, plan, fen, state, due_on) VALUES ($1, $2, $3, $4, $5, $6, 'due', $7)", held.Connection);
            await put.With(id, held.Claim.Id, round, place, held.Claim.Plan, part.Fen, due).ExecuteNonQueryAsync(ct);
            await PlanFund.EnterAsync(held.Connection, new(held.Claim.Plan, FundAccount.Benefits, FundAccount.Payable, part, FundSource.Claim, id, held.Claim.Person), held.Now, ct);
        }

        return ClaimState.Payable;
    }

    /// <summary>To the fen: what rounding down leaves goes to the first ones, a fen each.</summary>
    internal static IReadOnlyList<Money> Parts(Money sum, IReadOnlyList<int> shares)
    {
        var parts = shares.Select(share => sum.Fen * share / 10_000).ToArray();
        for (var left = sum.Fen - parts.Sum(); left > 0; left--) parts[(int)(left - 1) % parts.Length]++;
        return [.. parts.Select(fen => new Money(fen))];
    }

    static async Task<List<int>> SharesAsync(ClaimAct.Held held, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT share FROM claim_payees WHERE claim_id = $1 ORDER BY place", held.Connection);
        await using var row = await ask.With(held.Claim.Id).ExecuteReaderAsync(ct);
        List<int> shares = [];
        while (await row.ReadAsync(ct)) shares.Add(row.GetInt32(0));
        return shares;
    }
}
