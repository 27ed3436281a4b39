using Npgsql;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.MutualAid;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>Decides a claim under the lock of its person, plan and ceilings, by facts read at that moment, and stores what it went by.</summary>
public sealed class DecideClaim(ClaimAct acts, ClaimablePlans plans, ClaimSecrets secrets, GatherFacts gather, PayClaim pay, WorkingCalendar calendar)
{
    /// <summary>By an officer of the centre, or as the answer to an objection.</summary>
    public Task<ClaimDecision> RunAsync(Desk desk, Guid id, Findings found, CancellationToken ct)
    {
        Rule.Require(desk.Post.Reach.Everything, Say.CentreDecides);
        return acts.OnAsync(id, desk.Caller.Actor, [ClaimState.Decide], held => StoreAsync(held, found, desk.Caller.AccountId, ct), ct);
    }

    /// <summary>Where facts suffice and nothing is missing; else it waits for people.</summary>
    public Task<bool> AutomaticAsync(Guid id, CancellationToken ct) => acts.OnAsync(id, Actor.System, [ClaimState.Review], async held =>
    {
        var had = await ClaimPapers.OfAsync(held.Connection, id, ct);
        if (plans.Of(held.Claim.Rule, held.Claim.Benefit).Needed.Except(had.Select(p => p.Document)).Any()) return false;
        var (decided, _) = await TryAsync(held, new(), ct);
        if (!decided.IsPlain || decided.Pay > plans.LimitsOn(City.DayOf(held.Now)).AutomaticUpTo) return false;
        await StoreAsync(held, new(), null, ct);
        return true;
    }, ct);

    /// <summary>What it would come to now; nothing is kept.</summary>
    public async Task<ClaimDecision> TrialAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var claim = await ClaimRow.HoldAsync(connection, id, ct);
        var (decided, _) = await TryAsync(new(connection, claim, acts.Now, Actor.System), new(), ct);
        await transaction.RollbackAsync(ct);
        return decided;
    }

    async Task<(ClaimDecision Decision, DecidedOn On)> TryAsync(ClaimAct.Held held, Findings found, CancellationToken ct)
    {
        Rule.Require(held.Claim.ConsentWithdrawnAt is null, Say.ConsentWithdrawn);
        var rule = plans.Stamped(held.Claim.Rule);
        var happened = found.Event ?? (await secrets.OpenAsync<ClaimDetails>(held.Connection, held.Claim.MemberId, held.Claim.Details, ct)).Event;
        var facts = await gather.RunAsync(held.Connection, held.Claim, rule.Value, happened, found, ct);
        return (new Adjudication(rule, calendar).Decide(happened, facts), new(happened, facts));
    }

    async Task<ClaimDecision> StoreAsync(ClaimAct.Held held, Findings found, Guid? officer, CancellationToken ct)
    {
        var (decision, on) = await TryAsync(held, found, ct);
        var needsSecond = officer is not null && decision.Pay > plans.LimitsOn(City.DayOf(held.Now)).SecondAbove;
        var round = await PutAsync(held, decision, on, officer, needsSecond, ct);
        await ClaimCeilings.UseAsync(held.Connection, held.Claim, plans.Stamped(held.Claim.Rule).Value, on.Event, decision.Entitled, ct);
        var to = needsSecond ? ClaimState.Second : await pay.FinishAsync(held, round, decision.Pay, on.Facts.PaidBefore, ct);
        await ClaimAct.MoveAsync(held, to, "decided", Did.DecidedClaim, ct);
        return decision;
    }

    async Task<int> PutAsync(ClaimAct.Held held, ClaimDecision decision, DecidedOn on, Guid? officer, bool needsSecond, CancellationToken ct)
    {
        await using var put = new NpgsqlCommand(
            """
            INSERT INTO claim_decisions (claim_id, round, decided_at, decided_by, rule, facts, lines, reasons, entitled_fen, pay_fen, days, needs_second)
            SELECT $1, coalesce(max(round), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 FROM claim_decisions WHERE claim_id = $1 RETURNING round
            """, held.Connection);
        put.With(held.Claim.Id, held.Now);
        put.Parameters.Add(new() { Value = (object?)officer ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        put.With(decision.Stamp, await secrets.SealAsync(held.Connection, held.Claim.MemberId, on, ct), ClaimText.Write(decision.Lines), ClaimText.Write(decision.Reasons), decision.Entitled.Fen, decision.Pay.Fen, decision.DaysPaid, needsSecond);
        return (int)(await put.ExecuteScalarAsync(ct))!;
    }

    /// <summary>A second officer agrees, or sends it back to be decided anew.</summary>
    public Task<bool> SecondAsync(Desk desk, Guid id, bool agrees, CancellationToken ct)
    {
        Rule.Require(desk.Post.Reach.Everything, Say.CentreDecides);
        return acts.OnAsync(id, desk.Caller.Actor, [ClaimState.Second], async held =>
        {
            await using var second = new NpgsqlCommand(
                "UPDATE claim_decisions SET second_by = $2, second_at = $3, agreed = $4 WHERE claim_id = $1 AND round = (SELECT max(round) FROM claim_decisions WHERE claim_id = $1) RETURNING round, pay_fen, entitled_fen", held.Connection);
            second.With(id, desk.Caller.AccountId, held.Now, agrees);
            var (round, fen, entitled) = await OneAsync(second, ct);
            var to = agrees ? await pay.FinishAsync(held, round, new(fen), new(entitled - fen), ct) : ClaimState.Decide;
            await ClaimAct.MoveAsync(held, to, agrees ? "seconded" : "declined", Did.SecondedClaim, ct);
            return agrees;
        }, ct);
    }

    static async Task<(int Round, long Pay, long Entitled)> OneAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetInt32(0), row.GetInt64(1), row.GetInt64(2));
    }
}
