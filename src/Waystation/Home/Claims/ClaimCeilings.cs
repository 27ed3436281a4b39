using Npgsql;
using NpgsqlTypes;
using Waystation.Data;
using Waystation.MutualAid;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>The counters behind the ceilings of a plan. Held by whoever decides, until the transaction ends; the database refuses more than the most in any case.</summary>
static class ClaimCeilings
{
    /// <summary>What other claims have used, in the order of the plan's ceilings.</summary>
    public static async Task<IReadOnlyList<Money>> HoldAsync(NpgsqlConnection connection, ClaimRow claim, AidPlan plan, ClaimEvent happened, CancellationToken ct)
    {
        var counted = Counted(claim, plan, happened);
        await using var hold = new NpgsqlCommand(
            "SELECT h.ceiling, h.used_fen - coalesce((SELECT u.fen FROM claim_uses u WHERE u.claim_id = $7 AND u.ceiling = h.ceiling), 0) FROM claim_hold($1, $2, $3, $4, $5, $6) h", connection);
        hold.With(claim.Person, claim.Plan);
        foreach (var (values, type) in new (object, NpgsqlDbType)[]
        {
            (counted.Select(c => c.Key).ToArray(), NpgsqlDbType.Text), (counted.Select(c => c.Holder).ToArray(), NpgsqlDbType.Uuid), (counted.Select(c => c.Year).ToArray(), NpgsqlDbType.Date), (counted.Select(c => c.Most.Fen).ToArray(), NpgsqlDbType.Bigint),
        })
            hold.Parameters.Add(new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type });
        Dictionary<string, Money> used = [];
        await using var row = await hold.With(claim.Id).ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) used[row.GetString(0)] = new(row.GetInt64(1));
        return [.. plan.Ceilings.Select(c => used.GetValueOrDefault(KeyOf(c)))];
    }

    /// <summary>What this claim uses from now on, in place of what it used before.</summary>
    public static async Task UseAsync(NpgsqlConnection connection, ClaimRow claim, AidPlan plan, ClaimEvent happened, Money entitled, CancellationToken ct)
    {
        await using var give = new NpgsqlCommand(
            """
            WITH gone AS (DELETE FROM claim_uses WHERE claim_id = $1 RETURNING *)
            UPDATE claim_counters k SET used_fen = k.used_fen - gone.fen FROM gone WHERE (k.plan, k.ceiling, k.holder, k.year) = (gone.plan, gone.ceiling, gone.holder, gone.year)
            """, connection);
        await give.With(claim.Id).ExecuteNonQueryAsync(ct);
        if (entitled == Money.Zero) return;

        foreach (var counter in Counted(claim, plan, happened))
        {
            await using var take = new NpgsqlCommand(
                """
                WITH own AS (INSERT INTO claim_uses (claim_id, plan, ceiling, holder, year, fen) VALUES ($1, $2, $3, $4, $5, $6))
                UPDATE claim_counters SET used_fen = used_fen + $6 WHERE (plan, ceiling, holder, year) = ($2, $3, $4, $5)
                """, connection);
            await take.With(claim.Id, claim.Plan, counter.Key, counter.Holder, counter.Year, entitled.Fen).ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>A stay's ceiling needs no counter: a stay is asked for once.</summary>
    static List<(string Key, Guid Holder, DateOnly Year, Money Most)> Counted(ClaimRow claim, AidPlan plan, ClaimEvent happened) =>
    [
        .. plan.Ceilings.Where(c => c.Per is not CeilingPer.Stay && (c.Benefit is null || c.Benefit == happened.Benefit))
            .Select(c => (KeyOf(c), c.Per is CeilingPer.Group ? claim.UnionId : claim.Person, c.Per is CeilingPer.Life ? DateOnly.MinValue : claim.YearBegins, c.Most)),
    ];

    static string KeyOf(Ceiling ceiling) => $"{ClaimReason.WordOf(ceiling.Per)}:{ceiling.Benefit ?? "*"}";
}
